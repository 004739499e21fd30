// One file of two runs: JSON by its keys, anything else line by line with the words that changed.
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { fileAddress, fileHead } from "../../../api/artifacts";
import { parseJson } from "../../../api/json";
import { bytes } from "../../../lib/format";
import { baseName, kindOf } from "../../../lib/files";
import { MOST, differences } from "../../../lib/jsonDiff";
import type { SharedFile } from "../../../lib/sharedFiles";
import { Fold } from "../../../ui/Fold";
import { Trouble } from "../../../ui/states";
import { Either } from "../../run/artifacts/Either";
import { TextDiff } from "./TextDiff";

/** So much of each file is compared. */
const COMPARED = 1024 * 1024;

export function FileDiff({ pair: [from, to], file: { path, is } }: { pair: [string, string]; file: SharedFile }) {
  const there = [is !== "added", is !== "removed"];
  const heads = useQueries({
    queries: [from, to].map((id, side) => ({ ...fileHead(id, path, COMPARED), enabled: there[side] })),
  });
  const failed = heads.find((head) => head.isError && !head.data);
  const loading = heads.some((head, side) => there[side] && !head.data);
  const [before, after] = heads.map((head, side) => (there[side] ? head.data : { text: "", whole: true, size: 0 }));
  return (
    <section className="panel preview" aria-labelledby="compared-file">
      <header>
        <h2 id="compared-file" className="cut" title={path}>
          {path}
        </h2>
        {there.map(
          (own, side) =>
            own && (
              <a key={side} className={side === 0 ? "button end" : "button"} href={fileAddress(side === 0 ? from : to, path)} download={baseName(path)}>
                Download {side === 0 ? "From" : "To"}
              </a>
            ),
        )}
      </header>
      {failed?.error ? (
        <Trouble what="The file could not be read." error={failed.error} again={() => void failed.refetch()} />
      ) : loading || !before || !after ? (
        <p className="quiet">Loading…</p>
      ) : before.text === undefined || after.text === undefined ? (
        <p className="quiet">This file is no text that could be compared here.</p>
      ) : (
        <>
          {is === "added" && <p>Only the run To has this file.</p>}
          {is === "removed" && <p>Only the run From has this file.</p>}
          {!(before.whole && after.whole) && (
            <p className="quiet" role="note">
              The first {bytes(COMPARED)} of each are compared.
            </p>
          )}
          <Compared path={path} before={before.text} after={after.text} whole={before.whole && after.whole} both={is !== "added" && is !== "removed"} />
        </>
      )}
    </section>
  );
}

function Compared({ path, before, after, whole, both }: { path: string; before: string; after: string; whole: boolean; both: boolean }) {
  const keys = whole && both && kindOf(path) === "json";
  const json = useMemo(() => (keys ? byKeys(before, after) : undefined), [keys, before, after]);
  if (before === after && both) return <p>{whole ? "Both runs have the same file." : "They are the same so far. The rest was not compared."}</p>;
  const source = <TextDiff before={before} after={after} />;
  if (!json) return source;
  return <Either name="By keys" shown={<Keys {...json} />} source={source} />;
}

/** Nothing where one of them is no JSON. */
function byKeys(before: string, after: string): ReturnType<typeof differences> | undefined {
  try {
    return differences(parseJson(before), parseJson(after));
  } catch {
    // Broken, or nested deeper than anybody reads: then it is a text.
    return undefined;
  }
}

function Keys({ found, more }: ReturnType<typeof differences>) {
  if (found.length === 0) return <p>Both runs have the same values; only how they are written differs.</p>;
  return (
    <>
      {more && <p className="quiet">The first {MOST} differences are shown.</p>}
      <div className="scroll" tabIndex={0} role="group" aria-label="Differences">
        <table className="rows json-keys">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ at, before, after }, index) => (
              <tr key={index}>
                <th scope="row">
                  <code>{at}</code>
                </th>
                <td>{before === undefined ? <span className="quiet">–</span> : <Fold text={before} />}</td>
                <td>{after === undefined ? <span className="quiet">–</span> : <Fold text={after} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
