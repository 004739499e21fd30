// New files for a run, one after the other, with how far each is. What is there already is replaced only when asked.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { upload } from "../../../api/artifacts";
import { get } from "../../../api/client";
import { baseName, join } from "../../../lib/files";
import { count } from "../../../lib/format";

interface Props {
  id: string;
  /** Where the files go; "" is the root. */
  folder: string;
  choose: (path: string) => void;
}

type State =
  | { step: "idle" }
  | { step: "asks"; files: File[]; there: Set<string> }
  | { step: "sends"; name: string; at: number; of: number; part: number }
  | { step: "failed"; words: string };

export function Upload({ id, folder, choose }: Props) {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(undefined);
  const [state, setState] = useState<State>({ step: "idle" });
  const failed = (error: unknown) => setState({ step: "failed", words: error instanceof Error ? error.message : String(error) });
  const send = async (files: File[]) => {
    const control = new AbortController();
    stop.current = control;
    try {
      for (const [at, file] of files.entries()) {
        const show = (part: number) => setState({ step: "sends", name: file.name, at, of: files.length, part });
        show(0);
        await upload(id, join(folder, file.name), file, show, control.signal);
      }
      setState({ step: "idle" });
      const last = files.at(-1);
      if (last) choose(join(folder, last.name));
    } catch (error) {
      failed(error);
    }
    // Also those before the one that failed.
    await client.invalidateQueries({ queryKey: ["artifacts", id] });
  };
  const chosen = async (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length === 0) return;
    try {
      const page = await get("artifacts/list", { run_id: id, path: folder });
      const names = new Set((page.files ?? []).map((file) => baseName(file.path)));
      const there = new Set(files.map((file) => file.name).filter((name) => names.has(name)));
      if (there.size > 0) setState({ step: "asks", files, there });
      else await send(files);
    } catch (error) {
      failed(error);
    }
  };
  return (
    <div className="upload">
      {state.step === "sends" ? (
        <div className="tools">
          <progress aria-label={`Upload of ${state.name}`} value={state.part} />
          <span className="cut" title={state.name}>
            {state.of > 1 && `${state.at + 1} of ${state.of}: `}
            {state.name}
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
          <div className="tools">
            <button type="button" autoFocus onClick={() => setState({ step: "idle" })}>
              Cancel
            </button>
            <button type="button" onClick={() => void send(state.files)}>
              Replace
            </button>
            {state.there.size < state.files.length && (
              <button type="button" onClick={() => void send(state.files.filter((file) => !state.there.has(file.name)))}>
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
            void chosen(event.dataTransfer.files);
          }}
        >
          <button type="button" onClick={() => input.current?.click()}>
            Upload files
          </button>
          <span className="quiet">or drop them here, into {folder ? <code>{folder}/</code> : "the root"}</span>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="Files to upload"
            onChange={(event) => {
              void chosen(event.target.files);
              // The same file can be chosen again.
              event.target.value = "";
            }}
          />
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
