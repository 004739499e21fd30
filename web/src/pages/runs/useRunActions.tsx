// What is being done with runs: the dialog that asks, and the line that says what was done and takes it back.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RunQuestion } from "../../api/allRuns";
import type { Column } from "../../lib/columns";
import { count } from "../../lib/format";
import { type Refused, inGroups } from "../../lib/many";
import { type Notice, NoticeLine } from "../../ui/Notice";
import { ActDialog } from "./ActDialog";
import { DownloadDialog } from "./DownloadDialog";
import { TagDialog } from "./TagDialog";
import type { Act } from "./acts";

export type Doing = "tag" | "download" | Act;

interface About {
  question: RunQuestion;
  of: string;
  selected: string[];
  columns: Column[];
  clear: () => void;
  /** Reads all runs of the page again, also those out of sight. */
  readAll: () => Promise<unknown>;
}

export function useRunActions({ question, of, selected, columns, clear, readAll }: About) {
  const client = useQueryClient();
  const [doing, begin] = useState<{ what: Doing; ids: string[] }>();
  const [said, setSaid] = useState<{ of: string; notice: Notice | undefined }>();
  // What was done in other experiments is not undone from here.
  const notice = said?.of === question.ids ? said.notice : undefined;
  const setNotice = (next: Notice | undefined) => setSaid({ of: question.ids, notice: next });
  const again = () => Promise.all([readAll(), ...[["run"], ["lost"], ["keys"], ["values"]].map((queryKey) => client.invalidateQueries({ queryKey }))]);
  const takeBack = async (ids: string[], undo: (ids: string[]) => Promise<Refused>) => {
    const control = new AbortController();
    const stop = () => control.abort();
    const tell = (finished: number) => setNotice({ text: `Undoing: ${finished} of ${ids.length}`, stop });
    tell(0);
    const { failed, left } = await inGroups(ids, (id) => id, undo, control.signal, tell);
    setNotice({
      text: left.length > 0 ? `Stopped. ${count(left.length, "run")} ${left.length === 1 ? "was left as it was" : "were left as they were"}.` : "Undone.",
      trouble: failed[0] && `Not for ${failed.length}: ${failed[0].error.message}`,
      undo: left.length > 0 ? () => void takeBack(left, undo) : undefined,
    });
    await again();
  };
  const told = (undo: Act["undo"]) => (said: Notice, done: string[]) => {
    setNotice({ ...said, undo: undo && done.length > 0 ? () => void takeBack(done, undo) : undefined });
    void again();
  };
  const closed = () => begin(undefined);
  const dialog = !doing ? null : doing.what === "download" ? (
    <DownloadDialog question={question} selected={doing.ids} columns={columns} of={of} closed={closed} />
  ) : doing.what === "tag" ? (
    <TagDialog ids={doing.ids} closed={closed} told={told(undefined)} />
  ) : (
    <ActDialog
      act={doing.what}
      ids={doing.ids}
      closed={closed}
      told={(said, done) => {
        if (done.length > 0) clear();
        told(typeof doing.what === "object" ? doing.what.undo : undefined)(said, done);
      }}
    />
  );
  return {
    begin: (what: Doing, ids = selected) => begin({ what, ids }),
    dialog,
    line: <NoticeLine notice={notice} dismiss={() => setNotice(undefined)} />,
  };
}
