// Prompts of two runs by their names, each with the words that changed.
import type { paired } from "../../../lib/prompts";
import { Fold } from "../../../ui/Fold";
import { WordDiff } from "../../../ui/cell/WordDiff";

export function PromptPairs({ found }: { found: ReturnType<typeof paired> }) {
  return (
    <dl className="reading">
      {found.map(({ name, before, after }) => (
        <div key={`${name} ${before === undefined} ${after === undefined}`}>
          <dt>
            {name} {before === undefined ? "(only in To)" : after === undefined ? "(only in From)" : before === after ? "(the same in both)" : ""}
          </dt>
          <dd>
            {before !== undefined && after !== undefined && before !== after ? <WordDiff before={before} after={after} /> : <Fold text={after ?? before ?? ""} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
