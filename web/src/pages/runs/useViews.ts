// The saved views of an experiment, and its usual one in place of an address that asks for nothing.
import { useEffect, useState } from "react";
import { type Texts, parseSearch } from "../../lib/search";
import { type Views, readViews, viewOf } from "../../lib/views";
import { keep, kept } from "../../ui/kept";

const nameOf = (ids: string) => `views.${ids}`;
const read = (ids: string) => readViews(kept(nameOf(ids)));

export function useViews(ids: string, search: Texts, open: (search: Texts) => void) {
  const [known, setKnown] = useState(() => ({ ids, views: read(ids) }));
  const [trouble, setTrouble] = useState<string>();
  const views = known.ids === ids ? known.views : read(ids);
  const change = (next: Views) => {
    setKnown({ ids, views: next });
    const isKept = keep(nameOf(ids), JSON.stringify(next));
    setTrouble(isKept ? undefined : "This browser does not keep it: the view is gone when the page is left.");
  };
  // Once for each experiment that is come to: whoever clears everything afterwards means it.
  useEffect(() => {
    const { views: list, usual } = read(ids);
    const view = list.find((one) => one.name === usual);
    if (view && viewOf(search) === "") open({ ...search, ...parseSearch(view.search) });
  }, [ids]);
  return { views, change, trouble, current: viewOf(search) };
}
