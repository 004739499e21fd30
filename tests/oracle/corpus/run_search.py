"""Filters, orders and pages of runs."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import ALL_EXPERIMENTS, NO_RUN, RUNS, experiment

ALPHA, BETA, GONE, UNICODE, DATASETS = map(experiment, ("alpha", "beta", "gone", "Ünïcode 実験 🐿", "datasets/nested name"))
EVERY = [ALPHA, BETA, GONE, UNICODE, DATASETS, experiment("history"), experiment("models")]

FILTERS = """
metrics.always > 1
metrics.always >= 1
metrics.always = 1
metrics.always != 1
metrics.always < 1
metrics.always <= 1
metrics.acc > 0
metrics.acc = 0
metrics.acc = -0.0
metrics.acc != 0
metrics.acc < 0
metrics.acc <= -0.0
metrics.acc = 0.5
metrics.acc = 5e-324
metrics.acc > 1e308
metrics.acc = 1.7976931348623157e308
metrics.acc = 1.7976931348623157e+308
metrics.acc < -1e308
metrics.acc >= 5e-1
metrics.acc > .4
metrics.acc > +0.4
metrics.acc > -2
metrics.acc = 1e-7
metric.acc > 0.4
metrics.acc != 0.5
metrics.nope > 0
metrics.nope != 0
metrics.`val loss` > 1
metrics."val loss" > 1
metrics.`a/b.c` >= 12
metrics.a/b.c >= 12
metrics.précision > 0
metrics.`précision` = 0.25
metrics.flat = 1
metrics.flat = 1.0
metrics.flat = 01
metrics.steps = 2
metrics.steps = 0.5
metrics.always > 1 AND metrics.acc > 0
metrics.always > 1 and metrics.always < 3
metrics.always > 1 AND metrics.always > 2 AND metrics.always > 3
metrics.loss != 0 AND metrics.acc != 0
metrics.always>1
metrics.always   >=   1
params.p1 = 'v0'
params.p1 != 'v0'
params.p1 = ''
params.p1 = "v0"
params.p1 = 'it''s'
params.p1 = "it's"
params.p1 = 'say "hi"'
params.p1 = '100%'
params.p1 LIKE 'v%'
params.p1 LIKE 'V%'
params.p1 ILIKE 'V%'
params.p1 LIKE '100\\%'
params.p1 LIKE 'under_score'
params.p1 LIKE '%\\_%'
params.p1 LIKE '_0'
params.p1 LIKE '%'
params.p1 LIKE ''
params.p1 ILIKE 'ÜN%'
params.p1 ILIKE 'ün%'
params.p1 ILIKE '%Ï%'
params.p1 IS NULL
params.p1 IS NOT NULL
params.lr IS NULL
params.lr IS NOT NULL
params.lr is null
params.nope IS NULL
params.nope IS NOT NULL
params.nope = ''
params.nope != 'x'
params.lr = '10'
params.seed = '7'
param.seed = '7'
parameter.seed = '7'
parameters.seed = '7'
params.`with space` = 'x y'
params."with space" = 'x y'
params.`dir/param.name` = 'deep'
params.dir/param.name = 'deep'
params.größe = 'XL'
params.`größe` = 'XL'
params.prompt LIKE '%squirrels%'
params.prompt ILIKE '%SQUIRRELS%'
params.p1 = 'v0' AND params.seed = '0'
params.p1 = 'v0' AND params.lr IS NULL
params.p1 != 'v0' AND params.p1 != 'v1'
tags.env = 'prod'
tags.env != 'prod'
tags.env = ''
tags.env = 'PROD'
tags.env ILIKE 'prod'
tags.env LIKE 'prod'
tags.env LIKE 'stage%'
tags.env LIKE 'stage\\%'
tags.env IS NULL
tags.team IS NULL
tags.team IS NOT NULL
tags.team = 'nlp'
tag.team = 'nlp'
tags.`tag with space` = 's p'
tags."tag with space" = 's p'
tags.schlüssel = 'wert'
tags.`schlüssel` = 'wert'
tags.`x.y/z` = 'deep'
tags.x.y/z = 'deep'
tags.mlflow.user = 'user1'
tags.`mlflow.user` = 'user1'
tags.mlflow.parentRunId = '00000000000000000000000000000000'
tags.mlflow.runName = 'solo'
tags.mlflow.runName LIKE '%win'
tags.mlflow.loggedArtifacts LIKE '%"path"%:%"tab.json",%"type"%:%"table"%'
tags.nope = 'x'
tags.nope != 'x'
tags.team = 'nlp' AND tags.env = 'prod' AND metrics.always > 0
tags.team = 'nlp' AND params.p1 = 'v0' AND metrics.always >= 0 AND status = 'RUNNING'
run_id = '{run0}'
run_id != '{run0}'
run_id IN ('{run0}', '{run1}')
run_id IN ('{run0}')
run_id IN ("{run0}", '{run2}')
run_id NOT IN ('{run0}', '{run1}')
run_id not in ('{run0}')
run_id LIKE '{prefix}%'
run_id ILIKE '{PREFIX}%'
attributes.run_id IN ('{run0}', '{norun}')
attribute.run_id = '{run0}'
attr.run_id = '{run0}'
run.run_id = '{run0}'
run_name = 'twin'
run_name = 'Twin'
run_name != 'twin'
run_name LIKE 'tw%'
run_name ILIKE 'TW%'
run_name ILIKE 'LÄ%'
run_name LIKE 'a_b'
run_name LIKE 'a\\_b'
run_name = 'it''s a run'
run_name = "it's a run"
run_name = '🐿'
run_name = 'nested/child'
attributes.run_name = 'solo'
attributes.`run name` = 'solo'
`run name` = 'solo'
attributes.`Run name` = 'solo'
attributes.`Run Name` = 'solo'
"run name" = 'solo'
attribute.run_name = 'zz top'
run_name = '0'
user_id = 'user1'
user_id != 'user1'
user_id LIKE 'user%'
attributes.user_id = 'user0'
status = 'RUNNING'
status != 'RUNNING'
status = 'running'
status LIKE 'F%'
status ILIKE 'f%'
attributes.status = 'FINISHED'
attribute.status = "KILLED"
artifact_uri LIKE 'mlflow-artifacts:/1/%'
artifact_uri LIKE '%{run0}%'
artifact_uri = 'x'
start_time > 1700000000000
start_time >= 1700000003000
start_time = 1700000003000
start_time != 1700000003000
start_time < 1700000003000
start_time = 0
start_time <= 0
start_time > -1
created > 1700000003000
attributes.created > 1700000003000
attributes.Created > 1700000003000
attributes.start_time >= 1700000003000 AND attributes.start_time < 1700000006000
end_time > 1700000000000
end_time <= 1700000003070
attributes.end_time != 0
dataset.name = 'train'
datasets.name = 'train'
dataset.name != 'train'
dataset.name LIKE 'tr%'
dataset.name ILIKE 'TR%'
dataset.name IN ('train', 'test')
dataset.name NOT IN ('train')
dataset.digest = 'aaaa1111'
dataset.digest IN ('aaaa1111', 'bbbb2222')
dataset.digest LIKE 'a%'
dataset.context = 'training'
dataset.context = 'Training'
dataset.context ILIKE 'training'
dataset.context != 'training'
dataset.context IN ('eval', 'training')
dataset.context LIKE '100%'
dataset.name = 'train' AND dataset.context = 'eval'
dataset.name = 'train' AND dataset.digest = 'aaaa1111'
dataset.name = 'test' AND dataset.context = 'training'
dataset.name = 'train' AND dataset.name = 'test'
datasets.name = 'dätä set ''x'''
dataset.name = "dätä set 'x'"
metrics.always > 0 AND dataset.name = 'train'
METRICS.always > 1
metrics.Always > 1
run_name = 'solo' AND status = 'RUNNING' AND start_time > 0
tags.`mlflow.source.name` LIKE 'train\\_%'
params.p1 like 'v%' and params.p1 ilike 'V%'
  status   =   'FINISHED'
status='FINISHED'
""".strip("\n").splitlines()

INVALID = """
foo.bar = 1
metrics.acc = 'x'
metrics.acc = '1'
metrics.acc > abc
metrics.acc LIKE '1'
metrics.acc IS NULL
metrics.acc IN (1)
metrics.acc == 1
metrics.acc <> 1
metrics.acc > NaN
metrics.acc > inf
metrics.acc > 1e
metrics.acc > --1
metrics.acc > 0x10
metrics.acc >
metrics.acc
metrics. > 1
metrics > 1
> 1
params.p1 = v0
params.p1 = 5
params.p1 > 'a'
params.p1 IN ('a')
params.p1 IS 5
params.p1 IS
params.p1 = 'open
params.p1 = "open
params.`open = 'x'
params.p1 = 'a' 'b'
tags.env > 'a'
tags.env = 5
tags.env NOT LIKE 'a'
tags.env NOT NULL
status > 'RUNNING'
status = 5
status IN ('RUNNING')
status IS NULL
run_name IN ('solo')
run_id IN ()
run_id IN ('a', 5)
run_id IN 'a'
run_id IN ('a'
run_id > 'a'
run_id = 5
start_time = 'abc'
start_time = '1700000003000'
start_time LIKE '1%'
start_time > abc
start_time IN (1)
start_time > 1.5
start_time > 1e12
end_time = x
lifecycle_stage = 'active'
experiment_id = '1'
attributes.nope = 'x'
attributes.end_time = 'x'
dataset.nope = 'x'
dataset.name > 'x'
dataset.name = 5
dataset.name IS NULL
dataset.name IN (5)
status = 'A' AND
AND status = 'A'
status = 'A' AND AND status = 'B'
status = 'A', status = 'B'
status = 'A' status = 'B'
status = 'A'; status = 'B'
;
AND
'x'
5
=
'RUNNING' = status
1 < metrics.acc
status = 'A' XOR status = 'B'
metrics.acc > 1 -- comment
metrics.acc > 1 /* comment */
params.p1 = 'a' AND metrics.acc
tags.a.b.c
select * from runs
metrics.acc BETWEEN 1
""".strip("\n").splitlines()

SUPERSET = """
status = 'RUNNING' OR status = 'FINISHED'
NOT status = 'RUNNING'
(status = 'RUNNING')
(params.p1 = 'v0' OR params.p1 = 'v1') AND NOT tags.env = 'prod'
status IN ('RUNNING', 'FINISHED')
params.p1 IN ('v0', 'v1')
tags.env NOT IN ('prod')
metrics.always BETWEEN 1 AND 2
metrics.acc IS NULL
metrics.acc IS NOT NULL
start_time BETWEEN 1700000000000 AND 1700000003000
experiment_id = '1'
""".strip("\n").splitlines()

ORDERS = [
    ["metrics.always"], ["metrics.always DESC"], ["metrics.acc"], ["metrics.acc ASC"], ["metrics.acc DESC"],
    ["metrics.loss DESC"], ["metrics.flat"], ["metrics.nope"], ["metrics.`val loss` DESC"], ["metrics.\"val loss\""],
    ["metrics.a/b.c DESC"], ["metrics.`a/b.c`"], ["metric.acc"], ["metrics.précision"], ["metrics.steps"],
    ["params.p1"], ["params.p1 DESC"], ["params.lr"], ["params.lr DESC"], ["parameter.seed"], ["params.`with space`"],
    ["params.nope DESC"], ["tags.env"], ["tags.env DESC"], ["tags.team"], ["tag.team DESC"], ["tags.`tag with space`"],
    ["tags.mlflow.user", "metrics.always"], ["attributes.start_time"], ["attributes.start_time DESC"], ["start_time ASC"],
    ["start_time desc"], ["end_time"], ["end_time DESC"], ["attributes.end_time ASC"], ["created"], ["Created DESC"],
    ["attributes.created"], ["run_id"], ["run_id DESC"], ["attributes.run_id"], ["run_name"], ["run_name DESC"],
    ["attribute.run_name"], ["status"], ["status DESC"], ["user_id"], ["attributes.user_id DESC"], ["artifact_uri"],
    ["attributes.artifact_uri DESC"], ["metrics.acc DESC", "params.p1 ASC"], ["params.p1", "tags.env DESC", "metrics.loss"],
    ["status", "start_time ASC"], ["status", "run_id DESC"], ["tags.env", "tags.team", "attributes.start_time"],
    ["metrics.always asc", "start_time"], [], ["run.start_time"], ["attr.status"], ["`start_time`"],
    ["attributes.`run name`"], ["`Run Name` DESC"],
]
BAD_ORDERS = [
    ["nope"], ["metrics"], ["metrics."], ["foo.bar"], ["metrics.acc SIDEWAYS"], ["metrics.acc ASC DESC"], [""], ["ASC"],
    ["attributes.nope"], ["lifecycle_stage"], ["experiment_id"], ["dataset.name"], ["metrics.acc, params.p1"],
    ["metrics.acc", "metrics.acc"], ["metrics.acc", "metrics.acc DESC"], ["start_time", "attributes.start_time"],
    ["start_time", "created"], ["run_id", "run_id"], ["metrics.val loss"], ["'metrics.acc'"], [5], "metrics.acc",
    ["metrics.acc;"], ["metrics.`acc"], [None], ["  metrics.acc  DESC  "], ["1"], ["metrics.acc > 1"],
]


def named(text):
    return text.format(run0=RUNS[0], run1=RUNS[1], run2=RUNS[2], prefix=RUNS[0][:4], PREFIX=RUNS[0][:4].upper(),
                       norun=NO_RUN)


def search(s, **body):
    return s.post("runs/search", {"experiment_ids": EVERY} | body)


@scenario
def filters(s):
    for text in FILTERS:
        search(s, filter=named(text))


@scenario
def filters_of_all_views(s):
    for text in FILTERS[::5]:
        search(s, filter=named(text), run_view_type="ALL", order_by=["metrics.acc DESC"])
        search(s, filter=named(text), run_view_type="DELETED_ONLY", experiment_ids=[ALPHA, GONE])


@scenario
def invalid_filters(s):
    for text in INVALID:
        search(s, filter=text)


@scenario
def superset(s):
    for text in SUPERSET:
        search(s, filter=text)


@scenario
def orders(s):
    for order in ORDERS:
        search(s, order_by=order, experiment_ids=[ALPHA, BETA], run_view_type="ALL")
    for order in ORDERS[::4]:
        search(s, order_by=order, filter="metrics.acc != 77 AND params.p1 LIKE '%'")


@scenario
def invalid_orders(s):
    for order in BAD_ORDERS:
        search(s, order_by=order, experiment_ids=[BETA])


@scenario
def pages(s):
    for size in (1, 10, 37, 50, 1000):
        s.pages("runs/search", {"experiment_ids": EVERY, "max_results": size})
    for order in ORDERS[:52:2]:
        s.pages("runs/search", {"experiment_ids": [ALPHA, BETA], "max_results": 7, "order_by": order,
                                "run_view_type": "ALL"})
    for order in ORDERS[1:40:5]:
        s.pages("runs/search", {"experiment_ids": [ALPHA, BETA], "max_results": 4, "order_by": order,
                                "filter": "metrics.always > 1"})
    for text in FILTERS[::12]:
        s.pages("runs/search", {"experiment_ids": EVERY, "max_results": 3, "filter": named(text)})


@scenario
def views(s):
    for view in ["ACTIVE_ONLY", "DELETED_ONLY", "ALL", 1, 2, 3, "FOO", "all", "", None, 0, 9, True]:
        s.post("runs/search", {"experiment_ids": [ALPHA], "run_view_type": view, "max_results": 100,
                               "filter": "metrics.always > 3"})
    s.post("runs/search", {"experiment_ids": [ALPHA], "runViewType": "DELETED_ONLY"})


@scenario
def experiments(s):
    for ids in [[], None, ["999"], ["abc"], [ALPHA, ALPHA], [int(BETA)], BETA, ["", BETA], [ALL_EXPERIMENTS[0]],
                [UNICODE, "999"], [GONE], ["-1"], ["1.0"], {"a": 1}, [None], [["1"]], ["01"], ["9" * 30]]:
        s.post("runs/search", {"experiment_ids": ids, "max_results": 2})
    s.post("runs/search", {})
    s.post("runs/search", {"experimentIds": [UNICODE]})
    s.post("runs/search", {"experimentIds": [UNICODE], "experiment_ids": [UNICODE]})
    s.post("runs/search", {"max_results": 1})


@scenario
def limits(s):
    for count in [0, -1, 1, 50000, 50001, "2", "x", 2.0, 2.5, None, True, "", 10**12, [], 2**40]:
        s.post("runs/search", {"experiment_ids": [UNICODE], "max_results": count})
    s.post("runs/search", {"experiment_ids": [UNICODE], "maxResults": 1})
    for text in [None, "", " ", 5, [], {}, "\n", "x" * 10000]:
        s.post("runs/search", {"experiment_ids": [UNICODE], "filter": text})
    for order in [None, [], "", {}, 5]:
        s.post("runs/search", {"experiment_ids": [UNICODE], "order_by": order})
    s.get("runs/search", {"experiment_ids": UNICODE})


@scenario
def tokens(s):
    for token in ["x", "", "%%%", "e30=", "eyJvZmZzZXQiOiAxfQ==", "eyJvZmZzZXQiOiAiYSJ9", "bnVsbA==", "W10=", "YWJj",
                  "eyJvZmZzZXQiOiAtMX0=", "eyJvZmZzZXQiOiA1MDAwfQ==", None, 5, "ü", "eyJvZmZzZXQiOiAxLjV9"]:
        s.post("runs/search", {"experiment_ids": [ALPHA], "max_results": 3, "page_token": token})
    s.post("runs/search", {"experiment_ids": [ALPHA], "max_results": 3, "page_token": "eyJvZmZzZXQiOiA3fQ==",
                           "order_by": ["metrics.acc DESC"], "filter": "metrics.always > 0"})
