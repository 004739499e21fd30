// Which runs or experiments are listed: the active, the deleted, or all of them.

interface Props {
  /** What they are: "runs". */
  what: string;
  stage: string;
  choose: (stage: string) => void;
  all?: boolean;
}

export function Stage({ what, stage, choose, all = false }: Props) {
  return (
    <select aria-label={`Which ${what}`} value={stage} onChange={(event) => choose(event.target.value)}>
      <option value="">Active {what}</option>
      <option value="deleted">Deleted {what}</option>
      {all && <option value="all">Active and deleted</option>}
    </select>
  );
}
