// Sets a tag on many runs, or takes it from them.
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { runsOf, tagRuns, untagRuns } from "../../api/manage";
import type { Run } from "../../api/types";
import { ownTags } from "../../lib/diff";
import { count } from "../../lib/format";
import { Dialog } from "../../ui/Dialog";
import type { Refused } from "../../lib/many";
import type { Notice } from "../../ui/Notice";
import { useWork } from "../../ui/useWork";
import { Working } from "../../ui/Working";
import { Trouble } from "../../ui/states";
import { Names } from "./Names";

interface Props {
  ids: string[];
  closed: () => void;
  told: (notice: Notice, done: string[]) => void;
}

/** All that people set, and no metrics. */
const TAGS = { frequent: { tags: 1000 } };

export function TagDialog({ ids, closed, told }: Props) {
  const id = useId();
  const query = useQuery(runsOf(ids, TAGS));
  const work = useWork();
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const name = key.trim();
  const runs = (query.data ?? []).filter((run) => run.info.lifecycle_stage !== "deleted");
  const lost = (query.data?.length ?? 0) - runs.length;
  const tagged = runs.filter((run) => run.data.tags?.some((tag) => tag.key === name));
  const keys = [...new Set(runs.flatMap((run) => ownTags(run.data.tags).map((tag) => tag.key)))].sort();
  const start = async (close: () => void, some: Run[], act: (ids: string[]) => Promise<Refused>, past: string) => {
    const { done, failed, left } = await work.start(some, (run) => run.info.run_id, act);
    const text = `The tag “${name}” was ${past} ${count(done.length, "run")}.${left.length > 0 ? ` ${left.length} ${left.length === 1 ? "was" : "were"} left.` : ""}`;
    told({ text, trouble: failed[0] && `With ${failed.length} it did not work: ${failed[0].error.message}` }, done.map((run) => run.info.run_id));
    close();
  };
  return (
    <Dialog title={`Tag ${count(runs.length || ids.length, "run")}`} closed={closed}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void start(close, runs, (all) => tagRuns(all, name, value), "set on");
          }}
        >
          {query.isError && <Trouble what="The runs could not be read." error={query.error} again={() => query.refetch()} />}
          <Names runs={runs} />
          {lost > 0 && <p className="quiet">{count(lost, "deleted run")} can not be tagged.</p>}
          <label className="field">
            Tag
            <input required value={key} list={id} onChange={(event) => setKey(event.target.value)} autoComplete="off" />
            <datalist id={id}>
              {keys.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </label>
          <label className="field">
            Value
            <input value={value} onChange={(event) => setValue(event.target.value)} autoComplete="off" />
          </label>
          <p className="quiet">{tagged.length > 0 ? `${count(tagged.length, "run")} with this tag: a new value takes the place of the old one.` : "\u00a0"}</p>
          {work.progress ? (
            <Working progress={work.progress} what="Tagging" stop={work.stop} />
          ) : (
            <div className="answers">
              <button type="button" onClick={close}>
                Cancel
              </button>
              <button
                type="button"
                disabled={tagged.length === 0}
                onClick={() => start(close, tagged, (all) => untagRuns(all, name), "taken from")}
              >
                Remove from {tagged.length}
              </button>
              <button className="main-action" disabled={!name || runs.length === 0}>
                Set on {count(runs.length, "run")}
              </button>
            </div>
          )}
        </form>
      )}
    </Dialog>
  );
}
