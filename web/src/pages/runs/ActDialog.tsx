// Asks before something is done to many runs: to which, and what it means.
import { useQuery } from "@tanstack/react-query";
import { runsOf } from "../../api/manage";
import { count } from "../../lib/format";
import { Dialog } from "../../ui/Dialog";
import type { Notice } from "../../ui/Notice";
import { useWork } from "../../ui/useWork";
import { Working } from "../../ui/Working";
import { Trouble } from "../../ui/states";
import type { Act } from "./acts";
import { Names } from "./Names";

interface Props {
  act: Act;
  ids: string[];
  closed: () => void;
  /** Something was done, to these. */
  told: (notice: Notice, done: string[]) => void;
}

export function ActDialog({ act, ids, closed, told }: Props) {
  const query = useQuery(runsOf(ids));
  const work = useWork();
  const fitting = query.data?.filter(act.fits) ?? [];
  const others = (query.data?.length ?? 0) - fitting.length;
  const title = act.title(query.data ? fitting.length : ids.length);
  const start = async (close: () => void) => {
    const { done, failed, left } = await work.start(fitting, (run) => run.info.run_id, act.act, act.atOnce);
    told(
      {
        text: [`${count(done.length, "run")} ${done.length === 1 ? "was" : "were"} ${act.past}.`, left.length > 0 && `${left.length} ${left.length === 1 ? "was" : "were"} left.`].filter(Boolean).join(" "),
        trouble: failed[0] && `${failed.length} could not be ${act.past}: ${failed[0].error.message}`,
      },
      done.map((run) => run.info.run_id),
    );
    close();
  };
  return (
    <Dialog title={title} closed={closed}>
      {(close) => (
        <>
          {query.isError && <Trouble what="The runs could not be read." error={query.error} again={() => query.refetch()} />}
          {query.isPending && <p className="quiet">Looking them up…</p>}
          {query.data && <Names runs={fitting} />}
          {others > 0 && <p className="quiet">{others === 1 ? `1 more is ${act.others} and stays as it is.` : `${others} more are ${act.others} and stay as they are.`}</p>}
          {fitting.length > 0 && <p>{act.means}</p>}
          {work.progress ? (
            <Working progress={work.progress} what={title} stop={work.stop} />
          ) : (
            <div className="answers">
              <button type="button" onClick={close}>
                Cancel
              </button>
              <button className={act.grave ? "grave" : "main-action"} disabled={fitting.length === 0} onClick={() => start(close)}>
                {title}
              </button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
