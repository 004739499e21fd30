// The views of one page, each with an address of its own.
import { Link } from "@tanstack/react-router";

interface Props {
  /** What the views are of, for who can not see them: "Run". */
  of: string;
  /** The parameter of the address, and the name that people read. The first is shown when the address names none. */
  views: readonly (readonly [key: string, name: string])[];
}

export function Tabs({ of, views }: Props) {
  return (
    <nav className="tabs" aria-label={`${of}: views`}>
      {views.map(([key, name], index) => (
        <Link
          key={key}
          to="."
          // Without a view in the address the first is shown, and no other address is that one.
          activeOptions={{ explicitUndefined: true }}
          search={(old: object) => ({ ...old, view: index === 0 ? undefined : key })}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
