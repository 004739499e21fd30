"""Why Runlore misses a goal, where that is known: from profiles of the server under the row's load."""

WAL = ("every point changes pages of MLflow's own indexes (key, time; run; run, key, step) and of Runlore's value index, and a "
       "commit writes each changed page of 4 KiB whole: writing them is most of the lane's time")
COLD = "as on an empty database, a commit writes whole pages of several indexes; here they also no longer fit the writer's cache of 8 MB"
ALONE = "with one connection, parsing, writing and the fsync follow each other; with 64 they overlap (see that row)"
NOISE = "not taken apart; this machine's speed varied by more than the difference within the session"

REASONS = {
    "writes.log-metric-64": WAL,
    "writes.log-metric-64-500runs": "each of the 64 points of a commit is in pages of its own run: " + WAL,
    "writes.log-metric-64-500runs-p99": "a checkpoint's writes and fsync share the disk with the commits' own",
    "writes.log-metric-1": "one commit is the parsing, some pages and one fsync; presumably this disk's fsync is most of it, which was not taken apart",
    "writes.log-batch-1": ALONE,
    "writes10m.log-metric-64": COLD,
    "writes10m.log-metric-64-500runs": COLD,
    "writes10m.log-metric-64-500runs-p99": "a checkpoint's writes and fsync share the disk with the commits' own",
    "writes10m.log-metric-1": "one commit is the parsing, some pages and one fsync; presumably this disk's fsync is most of it, which was not taken apart",
    "writes10m.log-batch-1": COLD + "; " + ALONE,
    "writes10m.log-batch-1-500runs": COLD + "; " + ALONE,
    "search20k.filter-order": NOISE,
    "search20k.tag-param": NOISE,
    "search20k.page1000": NOISE,
    "bad40k.many-filter": NOISE,
    "history10m.page": ("500 other runs have points of the same key before this run's: the walk in the order of time gives up after 100,000 "
                        "of them, and the run's own 200,000 points are sorted once; the pages after it walk from where they are"),
    "history10m.last-page": "not looked into",
    "pg-wide30k.filter-order": "not looked into",
    "pg-search20k.filter-order": "PostgreSQL looks up the order's and the filter's metric for each of the 2,000 runs that the param finds",
    "client.large-file-of-copy": ("the copy stays in the kernel, and the logged file goes through a socket into another process on the same two "
                                  "cores; not taken apart further"),
    "client.sustained": ("a point takes 7 µs of processor time in the client and 12.6 in the server, 7.7 of them SQLite's (a profile on a machine of this "
                         "speed): both cores would have to be busy all the time, and a batch waits for the answer to the one before"),
    "client.log-metric-busy": "not taken apart; the two threads of the program, the sender and the server share two cores",
    "client.end-run": ("a commit of the run, its metric and its end with one fsync (0.39 ms by itself here), handed over between five threads; not taken "
                       "apart further"),
}
