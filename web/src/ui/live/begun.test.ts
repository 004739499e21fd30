import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { begun } from "./begun";

test("a question counts from when all of it was asked, not from its next page", async () => {
  const client = new QueryClient();
  let time = 1;
  const { after, stop } = begun(client, () => time);
  const pages = new InfiniteQueryObserver(client, {
    queryKey: ["runs"],
    queryFn: ({ pageParam }) => pageParam,
    initialPageParam: 0,
    getNextPageParam: (page) => page + 1,
    staleTime: Infinity,
  });
  const leave = pages.subscribe(() => undefined);
  await pages.refetch({ cancelRefetch: false });
  const query = client.getQueryCache().find({ queryKey: ["runs"] });
  if (!query) throw new Error("Nothing was asked.");
  const asked = () => [0, 1, 2, 3].filter((moment) => after(query, moment));
  expect(asked()).toEqual([0]);
  time = 2;
  await pages.fetchNextPage();
  expect(asked()).toEqual([0]);
  time = 3;
  await pages.refetch();
  expect(asked()).toEqual([0, 1, 2]);
  leave();
  stop();
});
