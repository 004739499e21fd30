// Params or tags: keys and texts.
import type { Pair } from "../../api/types";
import { Fold } from "../../ui/Fold";
import { Panel } from "./Panel";

interface Props {
  name: string;
  what: string;
  pairs: Pair[];
  loading: boolean;
}

export function Pairs({ name, what, pairs, loading }: Props) {
  const heads = (
    <tr>
      <th>Name</th>
      <th>Value</th>
    </tr>
  );
  return (
    <Panel name={name} what={what} items={pairs} keyOf={(pair) => pair.key} heads={heads} columns={2} loading={loading}>
      {({ key, value }) => (
        <tr key={key}>
          <th scope="row">{key}</th>
          <td>
            <Fold text={value} />
          </td>
        </tr>
      )}
    </Panel>
  );
}
