// New files for a run, one after the other, with how far each is, into the folder that was open when they were chosen. What is there
// already is replaced only when asked.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { upload } from "../../../api/artifacts";
import { get } from "../../../api/client";
import { type Chosen, filesIn } from "../../../lib/dropped";
import { folderOf, join } from "../../../lib/files";
import { count } from "../../../lib/format";

interface Props {
  id: string;
  /** Where new files go; "" is the root. */
  folder: string;
  /** What is looked at. */
  path: string;
  choose: (path: string) => void;
}

type State =
  | { step: "idle" }
  | { step: "looks" }
  | { step: "asks"; into: string; files: Chosen[]; there: Set<string> }
  | { step: "sends"; into: string; name: string; at: number; of: number; part: number }
  | { step: "failed"; words: string };

export function Upload({ id, folder, path, choose }: Props) {
  const client = useQueryClient();
  const pickFiles = useRef<HTMLInputElement>(null);
  const pickFolder = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(undefined);
  const [state, setState] = useState<State>({ step: "idle" });
  /** What somebody looks at by now; nothing when this is no longer shown. */
  const looked = useRef<string>(undefined);
  useEffect(() => {
    looked.current = path;
    return () => void (looked.current = undefined);
  }, [path]);
  const failed = (error: unknown) => setState({ step: "failed", words: error instanceof Error ? error.message : String(error) });
  const send = async (into: string, files: Chosen[]) => {
    const control = new AbortController();
    stop.current = control;
    const from = path;
    try {
      for (const [at, { path: name, file }] of files.entries()) {
        const show = (part: number) => setState({ step: "sends", into, name, at, of: files.length, part });
        show(0);
        await upload(id, join(into, name), file, show, control.signal);
      }
      setState({ step: "idle" });
      const last = files.at(-1);
      // Whoever has gone elsewhere stays there.
      if (last && looked.current === from) choose(join(into, last.path));
    } catch (error) {
      failed(error);
    }
    // Also those before the one that failed.
    await client.invalidateQueries({ queryKey: ["artifacts", id] });
  };
  const chosen = async (reading: Promise<Chosen[]> | Chosen[]) => {
    const into = folder;
    setState({ step: "looks" });
    try {
      const files = await reading;
      const known = new Set<string>();
      for (const each of new Set(files.map((file) => folderOf(join(into, file.path))))) {
        const page = await get("artifacts/list", { run_id: id, path: each });
        for (const file of page.files ?? []) known.add(file.path);
      }
      const there = new Set(files.map((file) => file.path).filter((name) => known.has(join(into, name))));
      if (there.size > 0) setState({ step: "asks", into, files, there });
      else if (files.length > 0) await send(into, files);
      else setState({ step: "failed", words: "There is no file in it. Upload files, or folders with files in them." });
    } catch (error) {
      failed(error);
    }
  };
  return (
    <div className="upload">
      {state.step === "sends" ? (
        <div className="tools">
          <progress aria-label={`Upload of ${state.name}`} value={state.part} />
          <span className="cut" title={join(state.into, state.name)}>
            {state.of > 1 && `${state.at + 1} of ${state.of}: `}
            {state.name} into {named(state.into)}
          </span>
          <button type="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        </div>
      ) : state.step === "asks" ? (
        <div className="state" role="alert">
          <strong>
            {count(state.there.size, "file")} of this name {state.there.size === 1 ? "is" : "are"} there already: {[...state.there].slice(0, 5).join(", ")}
          </strong>
          <span>They would go into {named(state.into)}.</span>
          <div className="tools">
            <button type="button" autoFocus onClick={() => setState({ step: "idle" })}>
              Cancel
            </button>
            <button type="button" onClick={() => void send(state.into, state.files)}>
              Replace
            </button>
            {state.there.size < state.files.length && (
              <button type="button" onClick={() => void send(state.into, state.files.filter((file) => !state.there.has(file.path)))}>
                Upload the others
              </button>
            )}
          </div>
        </div>
      ) : (
        <div
          className="tools drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            if (state.step === "looks") return;
            void chosen(dropped(event.dataTransfer));
          }}
        >
          <button type="button" disabled={state.step === "looks"} onClick={() => pickFiles.current?.click()}>
            Upload files
          </button>
          <button type="button" disabled={state.step === "looks"} onClick={() => pickFolder.current?.click()}>
            Upload a folder
          </button>
          <span className="quiet">or drop files and folders here, into {named(folder)}</span>
          <input ref={pickFiles} type="file" multiple hidden aria-label="Files to upload" onChange={(event) => void chosen(taken(event.target))} />
          <input ref={pickFolder} type="file" webkitdirectory="" hidden aria-label="Folder to upload" onChange={(event) => void chosen(taken(event.target))} />
        </div>
      )}
      {state.step === "failed" && (
        <p className="problem" role="alert">
          {state.words}
        </p>
      )}
    </div>
  );
}

function named(folder: string) {
  return folder ? <code>{folder}/</code> : "the root";
}

/** A file of a folder says its path in it. */
function taken(input: HTMLInputElement): Chosen[] {
  const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  // The same can be chosen again.
  input.value = "";
  return files;
}

/** Only while it is dropped a browser gives what it is. */
function dropped(data: DataTransfer): Promise<Chosen[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return filesIn(entries);
}
