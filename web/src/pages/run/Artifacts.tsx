// The files of a run, a folder at a time. A file is downloaded: nothing that was logged is shown as a page of ours.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { address } from "../../api/base";
import { artifactPages } from "../../api/queries";
import { bytes } from "../../lib/format";
import { BoneRows } from "../../ui/Bones";
import { Trouble } from "../../ui/states";

export function Artifacts({ id, path }: { id: string; path: string }) {
  const query = useInfiniteQuery(artifactPages(id, path));
  const files = query.data?.pages.flatMap((page) => page.files ?? []) ?? [];
  const up = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return (
    <section className="panel" aria-labelledby="artifacts">
      <header>
        <h2 id="artifacts">Artifacts</h2>
        {path && (
          <>
            <code className="cut">{path}</code>
            <Link to="/runs/$id" params={{ id }} search={{ view: "artifacts", path: up }}>
              Up
            </Link>
          </>
        )}
      </header>
      {query.isError ? (
        <Trouble what="The artifacts could not be listed." error={query.error} again={() => query.refetch()} />
      ) : query.data && files.length === 0 ? (
        <p className="quiet">{path ? "Nothing is in this folder." : "No artifact was logged."}</p>
      ) : (
        <div className="scroll">
          <table className="pairs">
            <thead>
              <tr>
                <th>Name</th>
                <th className="number">Size</th>
              </tr>
            </thead>
            <tbody>
              {query.isPending && <BoneRows rows={4} columns={2} />}
              {files.map((file) => {
                const name = file.path.slice(file.path.lastIndexOf("/") + 1);
                return (
                  <tr key={file.path}>
                    <td>
                      {file.is_dir ? (
                        <Link to="/runs/$id" params={{ id }} search={{ view: "artifacts", path: file.path }}>
                          {name}/
                        </Link>
                      ) : (
                        <a href={download(id, file.path)} download={name} title={`Download ${file.path}`}>
                          {name}
                        </a>
                      )}
                    </td>
                    <td className="number" title={file.file_size === undefined ? "" : `${file.file_size} bytes`}>
                      {file.file_size === undefined ? "" : bytes(file.file_size)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {query.hasNextPage && (
            <button className="bare" disabled={query.isFetching} onClick={() => query.fetchNextPage()}>
              Load more
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function download(id: string, path: string): string {
  return address(`get-artifact?${new URLSearchParams({ run_id: id, path })}`);
}
