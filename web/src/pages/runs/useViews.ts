// The saved views of an experiment, and its usual one in place of an address that asks for nothing.
import { useEffect, useState } from "react";
import { type Texts, parseSearch } from "../../lib/search";
import { type Views, readViews, viewOf } from "../../lib/views";
import { keyHere } from "../../ui/keyHere";

const keyOf = (ids: string) => keyHere(`views.${ids}`);

function read(ids: string): Views {
  try {
    return readViews(localStorage.getItem(keyOf(ids)));
  } catch {
    // A browser that keeps nothing has none.
    return { views: [] };
  }
}

export function useViews(ids: string, search: Texts, open: (search: Texts) => void) {
  const [kept, setKept] = useState(() => ({ ids, views: read(ids) }));
  const [trouble, setTrouble] = useState<string>();
  const views = kept.ids === ids ? kept.views : read(ids);
  const change = (next: Views) => {
    setKept({ ids, views: next });
    try {
      localStorage.setItem(keyOf(ids), JSON.stringify(next));
      setTrouble(undefined);
    } catch {
      setTrouble("This browser does not keep it: the view is gone when the page is left.");
    }
  };
  // Once for each experiment that is come to: whoever clears everything afterwards means it.
  useEffect(() => {
    const { views: list, usual } = read(ids);
    const view = list.find((one) => one.name === usual);
    if (view && viewOf(search) === "") open({ ...search, ...parseSearch(view.search) });
  }, [ids]);
  return { views, change, trouble, current: viewOf(search) };
}
