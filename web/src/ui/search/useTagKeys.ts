// Which tags there are, for a search by a word that may be in any of them.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { runKeys } from "../../api/keys";
import { experimentPages } from "../../api/queries";
import { isOwn, ownTags } from "../../lib/diff";
import { isWhole } from "../../lib/foundKeys";

/** The tags that runs have, and those of the experiments that the start page shows first: nothing tells all of theirs. */
export function useTagKeys(text: string, enabled: boolean) {
  const first = useQuery({ ...runKeys("all", "", "tags", ""), enabled });
  const named = useQuery({ ...runKeys("all", "", "tags", text), enabled: enabled && first.isSuccess && !isWhole(first.data) });
  const latest = useInfiniteQuery({ ...experimentPages(""), enabled, staleTime: 30_000 });
  const ofRuns = [named, first].flatMap(({ data }) => data?.keys.map(({ key }) => key).filter(isOwn) ?? []);
  const ofExperiments = latest.data?.pages.flatMap((page) => page.experiments ?? []).flatMap(({ tags }) => ownTags(tags).map(({ key }) => key)) ?? [];
  if (!enabled) return { ofRuns: [], ofExperiments: [], asked: [] };
  return { ofRuns: [...new Set(ofRuns)], ofExperiments: [...new Set(ofExperiments)].sort(), asked: [first, named, latest] };
}
