// The files of a run: a tree, and beside it the one that the address names. Nothing that was logged becomes part of this
// page: texts are shown as texts, images and the like by elements that run nothing, pages in a frame without rights.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { zipAddress } from "../../api/artifacts";
import { folderFiles } from "../../api/queries";
import type { ArtifactFile } from "../../api/types";
import { folderOf } from "../../lib/files";
import { inRun } from "../../lib/firstLines";
import { bytes, count } from "../../lib/format";
import { Copy } from "../../ui/Copy";
import { Empty } from "../../ui/Empty";
import { Trouble } from "../../ui/states";
import { Preview } from "./artifacts/Preview";
import { Tree } from "./artifacts/Tree";
import { Upload } from "./artifacts/Upload";
import "../../styles/artifacts.css";

export function Artifacts({ id, path }: { id: string; path: string }) {
  const navigate = useNavigate();
  const choose = (chosen: string) => void navigate({ to: ".", search: (old: object) => ({ ...old, view: "artifacts", path: chosen }) });
  const root = useQuery(folderFiles(id, ""));
  const around = useQuery({ ...folderFiles(id, folderOf(path)), enabled: path !== "" });
  const found = around.data?.find((file) => file.path === path);
  const folder = found?.is_dir ? path : folderOf(path);
  return (
    <div className="artifacts">
      <div className="panel">
        <Tree id={id} path={path} choose={choose} />
        <Upload key={id} id={id} folder={folder} path={path} choose={choose} />
        <a className="button" href={zipAddress(id, "")} download>
          Download all files
        </a>
      </div>
      {path === "" && root.data?.length === 0 ? (
        <NoFile run={id} />
      ) : path === "" ? (
        <p className="quiet">Choose a file to look at it.</p>
      ) : around.isError && !around.data ? (
        <Trouble what="The file could not be found." error={around.error} again={() => around.refetch()} />
      ) : around.isPending ? (
        <p className="quiet">Loading…</p>
      ) : found?.is_dir ? (
        <Folder id={id} path={path} />
      ) : found ? (
        <Preview key={path} id={id} file={found} />
      ) : (
        <div className="state bad" role="alert">
          <strong>This run has no such file.</strong>
          <code>{path}</code>
        </div>
      )}
    </div>
  );
}

function NoFile({ run }: { run: string }) {
  const code = inRun(run, ['mlflow.log_text("The shorter prompt is better.", "notes.md")', 'mlflow.log_dict({"model": "small", "temperature": 0.2}, "config.json")']);
  return (
    <Empty what="This run has no files yet." code={code}>
      <p className="quiet">Texts, tables, images, models and whatever else a run logs as a file are looked at here. Files can be uploaded, too.</p>
    </Empty>
  );
}

function Folder({ id, path }: { id: string; path: string }) {
  const { data: files, error, refetch } = useQuery(folderFiles(id, path));
  return (
    <section className="panel preview" aria-labelledby="file">
      <header>
        <h2 id="file">{path}/</h2>
        <Copy text={path} what="the path" />
        <a className="button end" href={zipAddress(id, path)} download>
          Download folder
        </a>
      </header>
      {error && !files ? (
        <Trouble what="The folder could not be listed." error={error} again={() => void refetch()} />
      ) : (
        <p className="quiet">{files ? summary(files) : "Loading…"}</p>
      )}
    </section>
  );
}

function summary(files: ArtifactFile[]): string {
  const folders = files.filter((file) => file.is_dir).length;
  const size = files.reduce((sum, file) => sum + Number(file.file_size ?? 0), 0);
  const own = `${count(files.length - folders, "file")}, ${bytes(size)}`;
  return folders > 0 ? `${own}, and ${count(folders, "folder")}` : own;
}
