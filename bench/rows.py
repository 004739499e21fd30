"""The rows of the result: what is measured, in what unit, and what Runlore must reach."""

from dataclasses import dataclass

MS, US, RATE, POINTS, MIB, S, MIBS, PERCENT, TIMES = "ms", "µs", "/s", "points/s", "MiB", "s", "MiB/s", "%", "×"
KB, MB = "kB", "MB"


@dataclass(frozen=True)
class Row:
    id: str
    group: str
    title: str
    unit: str
    goal: float | None = None
    # The goal is this many times MLflow's value of the same session.
    times_mlflow: float | None = None

    @property
    def high(self):
        """More is better."""
        return self.unit in (RATE, POINTS, MIBS, PERCENT)


def rows(group, *specs):
    return [Row(f"{group}.{s[0]}", group, *s[1:]) for s in specs]


SHAPES = [
    ("newest", "newest, page of 100", 5),
    ("filter-order", "`metrics.m0 > 0.5 and params.p1 = 'v3'` order by metric", 10),
    ("tag-param", "tag filter, order by param", 10),
    ("page1000", "newest, page of 1,000", 25),
]
BAD_20K = [
    ("rare-metric", "`metrics.rare > 0` order by it (1 % of the runs have it)", 30),
    ("rare-param", "`params.rare = 'yes'` (1 % of the runs have it)", 30),
    ("rare-order", "order by a metric that 1 % of the runs have", 30),
    ("shared", "`tags.t2 = 'same'` (all runs) order by metric", 30),
    ("not-equal", "`params.p1 != 'v3'`", 30),
    ("like", "`params.p5 LIKE '%77%'`", 30),
    ("ilike-order", "`tags.t0 ILIKE 'A1%'` order by metric", 30),
    ("page300", "page 300 of 50, newest", 15),
    ("page300-order", "page 300 of 50, order by metric", 30),
]
BAD_40K = [
    ("many", "300 experiments, newest", 15),
    ("many-filter", "300 experiments, metric and param filter, order by metric", 30),
    ("gone", "an experiment of 20,000 runs, 99 % deleted: active, newest", 15),
    ("gone-filter", "same: metric and param filter, order by metric", 30),
    ("gone-deleted", "same: deleted only, order by metric", 30),
]
WIDE = [
    ("newest", "newest, page of 100", 100),
    ("filter-order", "`metrics.m0 > 0.5` order by `metrics.m1`, page of 100", 100),
    ("page300", "page 300 of 100, newest", 100),
    ("tag-param", "tag filter, order by param", None),
]
WRITES = [
    ("log-metric-64", "`log-metric`, 64 connections, one run", RATE, 25_000),
    ("log-metric-64-p99", "same: p99", MS, 15),
    ("log-metric-64-500runs", "`log-metric`, 64 connections, 500 runs", RATE, 25_000),
    ("log-metric-64-500runs-p99", "same: p99", MS, 15),
    ("log-metric-1", "`log-metric`, 1 connection: p50", MS, 0.3),
    ("log-batch-1", "`log-batch` of 1,000 metrics, 1 connection, one run", POINTS, 100_000),
    ("log-batch-1-500runs", "`log-batch` of 1,000 metrics, 1 connection, 500 runs", POINTS, 100_000),
    ("runs-get-16", "`runs/get` of a run with 52 metrics, 16 connections", RATE, 15_000),
]
BATCH_64 = ("log-batch-64", "`log-batch` of 1,000 metrics, 64 connections, 500 runs", POINTS)
HISTORY = [
    ("page", "`metrics/get-history`, first 25,000 of 200,000", MS, 20),
    ("last-page", "same: the last 25,000", MS, 20),
    ("interval", "`get-history-bulk-interval`, 320 of 200,000", MS, 30),
]
GROWING = [
    ("first", "one of the first ten calls, until the server has the rows", MS),
    ("last", "one of the ten calls up to the thousandth", MS),
    ("ratio", "the thousandth to the first", TIMES, 1.5),
]
ARTIFACTS = [
    ("up", "upload", MIBS),
    ("down", "download", MIBS),
    ("first-block", "first MiB of the download", MS, 1000),
    ("growth", "memory growth, RSS", MIB, 64),
]


def shaped(shapes):
    return [(i, t, MS, g) for i, t, g in shapes]


def five_times(specs, unit=MS):
    return [(i, t, unit, None, 5) for i, t, *_ in specs]


GROUPS = {
    "start": "Start",
    "writes": "Writes, on an empty database",
    "writes10m": "Writes, on a database of 10 million points",
    "search20k": "`runs/search`, 20,000 runs × 10 metrics × 10 params × 3 tags",
    "bad20k": "The same runs, the bad cases (goals: three times those above)",
    "bad40k": "20,000 runs in 300 experiments and 20,000 in one, nearly all deleted",
    "search200k": "`runs/search`, 200,000 runs × 10 metrics × 10 params × 3 tags",
    "wide30k": "`runs/search`, 30,000 runs × 100 metrics × 100 params × 20 tags",
    "history": "Histories",
    "history10m": "Histories, beside 10 million points",
    "mixed": "`log-metric` while 20,000 runs are deleted and 5 million points are read",
    "memory": "Memory through large reads and writes (highest PSS of the load)",
    "processes": "32 client processes, each writing one point after the other",
    "artifacts": "One artifact of 1 GiB in a local folder",
    "s3": "One artifact of 1 GiB in an S3 store",
    "client": "In the user's program: the Python packages",
    "growing": "The Python packages: a table that grows by 100 rows a call, artifacts in a local folder",
    "growing-s3": "The same, artifacts in an S3 store",
    "evaluation": "The Python packages: `evaluate`, predictions given, in a SQLite file",
    "ui": "The interface, in a browser on a processor slowed four times",
    "pg-writes": "PostgreSQL: writes",
    "pg-search20k": "PostgreSQL: `runs/search`, 20,000 runs",
    "pg-wide30k": "PostgreSQL: `runs/search`, 30,000 runs × 100 metrics × 100 params × 20 tags",
}

ROWS = {r.id: r for r in [
    *rows("start",
          ("existing", "cold start to the first 200, existing database", MS, 20),
          ("fresh", "same, fresh database", MS, 100),
          ("10m", "same, existing database of 10 million points", MS)),
    *rows("writes",
          ("idle-rss", "memory idle, RSS", MIB, 20),
          ("idle-pss", "memory idle, PSS", MIB, 50),
          *WRITES,
          ("loaded-rss", "memory after these loads, RSS", MIB, 40),
          ("loaded-pss", "memory after these loads, PSS", MIB),
          BATCH_64),
    *rows("writes10m", *WRITES, BATCH_64),
    *rows("search20k", *shaped(SHAPES)),
    *rows("bad20k", *shaped(BAD_20K)),
    *rows("bad40k", *shaped(BAD_40K)),
    *rows("search200k", *[(i, t, MS) for i, t, _ in SHAPES + BAD_20K]),
    *rows("wide30k", *shaped(WIDE), ("growth", "memory growth over these searches, RSS", MIB, 100)),
    *rows("history", *HISTORY),
    *rows("history10m", *HISTORY),
    *rows("mixed",
          ("before", "`log-metric`, 64 connections, nothing beside", RATE),
          ("rate", "same, beside the delete and the read", RATE),
          ("p99", "same: p99", MS),
          ("delete", "answer to the delete of the experiment", MS),
          ("history", "points read a second, beside the writes", POINTS)),
    *rows("memory",
          ("batches", "64 connections × `log-batch` of 1,000", MIB, 150),
          ("history", "one `get-history` of 5 million points", MIB, 150),
          ("search", "one `runs/search` of 10,000 runs", MIB, 150)),
    *rows("processes",
          ("p99", "p99 of a write", MS, 200),
          ("rate", "writes", RATE),
          ("errors", "writes that failed", "", 0)),
    *rows("artifacts", *ARTIFACTS),
    *rows("s3", *ARTIFACTS),
    *rows("client",
          ("import", "`import` in a fresh process", MS, 50),
          ("import-rss", "memory of the process after it, RSS", MIB, 30),
          ("wheel", "size of the wheel", MIB, 20),
          ("log-metric", "`log_metric` to a server, in the caller: mean", US, 10),
          ("log-metric-p99", "same: p99", US, 50),
          ("log-metric-busy", "same, beside a busy Python thread: mean", US, 10),
          ("log-metric-busy-p99", "same: p99", US, 50),
          ("sustained", "points until all are on the server", POINTS, 100_000),
          ("sustained-rss", "highest memory of the program meanwhile, RSS", MIB),
          ("start-run", "`start_run` in a SQLite file, without a server", MS, 2),
          ("end-run", "`end_run` there, until all is in the file", MS, 2),
          ("append", "`log_table` of 100 rows to a table of 19,000 and more, until the server has them", MS, None, 10),
          ("append-first", "same, to a table of 1,000 rows", MS),
          ("load-table", "`load_table` over 1,000 runs", S, None, 10),
          ("large-file", "`log_artifact` of 440 MiB, until the server has it", MIBS),
          ("large-file-of-copy", "same, of the disk's speed at copying the file and syncing it", PERCENT, 80),
          ("large-file-rss", "memory growth of the program meanwhile, RSS", MIB, 64)),
    *rows("growing", *GROWING),
    *rows("growing-s3", *GROWING),
    *rows("evaluation",
          ("readability", "2,000 rows: readability and exact match", S, 0.1),
          ("questions", "100,000 rows: all metrics of question answering that need no model", S, 5),
          ("questions-rss", "memory growth of the program meanwhile, RSS", MIB),
          ("calls", "1,000 questions to a logged model whose server answers after 200 ms", S, 5)),
    *rows("ui",
          ("first-load", "first load, compressed", KB, 250),
          ("experiments", "the list of 20,000 experiments", MS, 2000),
          ("runs", "an experiment of 10,000 runs with 5,000 distinct metric keys, 100 a run", MS, 2000),
          ("scroll-task", "same, all of them scrolled through: longest task", MS, 200),
          ("scroll-heap", "same: heap afterwards", MB, 300),
          ("keys", "a run with 12,000 metric keys", MS, 2000),
          ("keys-scroll-task", "same, 2,000 of them and 480 of their charts scrolled through: longest task", MS, 200),
          ("keys-scroll-heap", "same: heap afterwards", MB, 300),
          ("points", "the chart of a metric with 1,000,000 points", MS, 2000),
          ("points-as-is", "same, processor not slowed", MS, 1000),
          ("table", "first screen of a table with 1,000,000 rows", MS, 2000),
          ("table-as-is", "same, processor not slowed", MS, 1000),
          ("table-first", "first screen of that table, opened for the first time", MS, 2000),
          ("table-first-as-is", "same, processor not slowed", MS, 1000),
          ("compare", "200 runs × 500 params beside each other", MS, 2000),
          ("compare-as-is", "same, processor not slowed", MS, 1000)),
    *rows("pg-writes", *five_times([w for w in [*WRITES, BATCH_64] if w[0].startswith("log-batch")], POINTS),
          ("log-metric-64", "`log-metric`, 64 connections, one run", RATE, None, 5),
          ("log-metric-64-500runs", "`log-metric`, 64 connections, 500 runs", RATE, None, 5)),
    *rows("pg-search20k", *five_times(SHAPES + BAD_20K)),
    *rows("pg-wide30k", *shaped(WIDE)),
]}
