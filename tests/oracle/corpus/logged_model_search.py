"""Filters, orders and pages of logged models."""

from tests.oracle.corpus import scenario
from tests.oracle.ids import ALL_EXPERIMENTS, MODELS, experiment, run

HOME, BETA = experiment("models"), experiment("beta")
BASE = 1_700_000_000_000

FILTERS = f"""
name = 'net'
name != 'net'
name LIKE 'n%'
name LIKE 'N%'
name ILIKE 'N%'
name ILIKE 'Ü%'
name IN ('net', 'tree')
name NOT IN ('net', 'tree')
name = 'a b'
name LIKE 'a_b'
name = "net"
attributes.name = 'net'
attributes.`name` = 'net'
model_id = '{MODELS[0]}'
attributes.model_id = '{MODELS[0]}'
model_id IN ('{MODELS[0]}', '{MODELS[1]}')
model_type = 'Agent'
model_type = ''
model_type != 'Agent'
model_type ILIKE 'agent'
status = 'READY'
status = 'LOGGED_MODEL_READY'
source_run_id = '{run("model-run-0")}'
attributes.source_run_id != '{run("model-run-0")}'
experiment_id = '{HOME}'
lifecycle_stage = 'active'
lifecycle_stage = 'deleted'
creation_timestamp_ms > {BASE}
creation_timestamp > {BASE}
creation_time > {BASE}
creation_time = {BASE + 99}
creation_time != {BASE + 99}
last_updated_timestamp_ms >= {BASE}
last_updated_timestamp > {BASE}
metrics.acc > 0.3
metrics.acc >= 0.5
metrics.acc = 0.5
metrics.acc != 0.5
metrics.acc < 0
metrics.acc <= 0
metrics.acc > 1e300
metrics.`f 1/x` = 0.5
metrics."f 1/x" = 0.5
metrics.nope > 0
metrics.acc > 0 AND metrics.acc < 1
params.depth = '1'
params.depth != '1'
params.depth IN ('1', '2')
params.depth NOT IN ('1')
params.depth LIKE '%'
params.größe = 'XL'
params.`größe` = 'XL'
params.nope = '1'
tags.stage = 'prod'
tags.stage != 'prod'
tags.stage ILIKE 'PROD'
tags.stage IN ('prod', 'dev')
tags.`a b` = 'x y'
tags."a b" = 'x y'
name = 'net' AND params.depth = '0'
name = 'net' and tags.stage = 'dev' and metrics.acc > -1
tags.stage = 'dev' AND params.depth = '2' AND metrics.acc != 12 AND creation_time > 0
""".strip().splitlines()

INVALID = """
nope = 'x'
attributes.nope = 'x'
name > 'x'
name = 5
name
metric.acc > 1
param.depth = '1'
tag.stage = 'x'
metrics.acc > 'x'
metrics.acc LIKE '1'
params.depth > '1'
creation_time > 'x'
creation_time LIKE '1'
name = 'a' OR name = 'b'
NOT name = 'a'
(name = 'a')
name IN ()
name IN (5)
name = 'open
name IS NULL
tags.stage IS NOT NULL
foo.bar = 1
= 'x'
AND
name = 'a' AND
status = 2
""".strip().splitlines()

ORDERS = [
    [{"field_name": "name"}], [{"field_name": "name", "ascending": False}], [{"field_name": "creation_timestamp"}],
    [{"field_name": "creation_time", "ascending": False}], [{"field_name": "creation_timestamp_ms"}],
    [{"field_name": "last_updated_timestamp", "ascending": True}], [{"field_name": "metrics.acc"}],
    [{"field_name": "metrics.acc", "ascending": False}], [{"field_name": "metrics.`f 1/x`"}], [{"field_name": "metrics.nope"}],
    [{"field_name": "metrics.acc", "dataset_name": "train"}],
    [{"field_name": "metrics.acc", "dataset_name": "train", "dataset_digest": "aaaa1111", "ascending": False}],
    [{"field_name": "metrics.acc", "dataset_name": "nope"}], [{"field_name": "model_id"}], [{"field_name": "model_type"}],
    [{"field_name": "status"}], [{"field_name": "source_run_id"}], [{"field_name": "name"}, {"field_name": "metrics.acc"}],
    [{"field_name": "model_type", "ascending": False}, {"field_name": "name"}], [{"field_name": "attributes.name"}],
    [{"field_name": "experiment_id"}], [{"fieldName": "name"}],
]
BAD_ORDERS = [[{"field_name": "nope"}], [{}], [{"field_name": ""}], ["name"], "name", [{"field_name": "tags.stage"}],
              [{"field_name": "params.depth"}], [{"field_name": "name DESC"}], [{"ascending": True}], [{"field_name": 5}],
              [{"field_name": "name", "ascending": "x"}], [{"field_name": "metrics"}],
              [{"field_name": "metrics.acc", "dataset_digest": "aaaa1111"}]]


def search(s, **body):
    return s.post("logged-models/search", {"experiment_ids": [HOME, BETA]} | body)


@scenario
def filters(s):
    for text in FILTERS:
        search(s, filter=text)


@scenario
def invalid_filters(s):
    for text in INVALID:
        search(s, filter=text)


@scenario
def datasets(s):
    for datasets in [[{"dataset_name": "train"}], [{"dataset_name": "train", "dataset_digest": "aaaa1111"}],
                     [{"dataset_name": "train", "dataset_digest": ""}], [{"dataset_name": "nope"}],
                     [{"dataset_name": "train"}, {"dataset_name": "test"}], [], None, [{}], [{"dataset_digest": "aaaa1111"}],
                     [{"dataset_name": ""}], "x", [{"datasetName": "train"}]]:
        search(s, datasets=datasets)
        search(s, datasets=datasets, filter="metrics.acc > 0.3")
        search(s, datasets=datasets, filter="name = 'net'", order_by=[{"field_name": "metrics.acc"}])


@scenario
def orders(s):
    for order in ORDERS:
        search(s, order_by=order)
    for order in BAD_ORDERS:
        search(s, order_by=order)


@scenario
def pages(s):
    for size in (1, 4, 13, 14, 15):
        s.pages("logged-models/search", {"experiment_ids": [HOME, BETA], "max_results": size})
    for order in ORDERS[:19:2]:
        s.pages("logged-models/search", {"experiment_ids": [HOME, BETA], "max_results": 3, "order_by": order})
    s.pages("logged-models/search", {"experiment_ids": [HOME], "max_results": 2, "filter": "metrics.acc > -5"})


@scenario
def limits(s):
    for count in [0, -1, 1, 51, 100000, "2", "x", None, 2.5]:
        search(s, max_results=count)
    for ids in [[], None, ["999"], ["abc"], ALL_EXPERIMENTS, [int(HOME)], "x"]:
        s.post("logged-models/search", {"experiment_ids": ids, "filter": "name = 'net'"})
    s.post("logged-models/search", {})
    s.post("logged-models/search", {"filter": "name = 'first path segment'"})
    s.post("logged-models/search", {"experimentIds": [BETA], "maxResults": 1})
    for text in [None, "", " ", 5]:
        search(s, filter=text, max_results=1)
    for token in ["x", "", "e30=", "eyJvZmZzZXQiOiAxfQ==", None, 5]:
        search(s, page_token=token, max_results=2)


@scenario
def token_of_another_query(s):
    import json

    first = json.loads(search(s, max_results=2).body)["next_page_token"]
    s.post("logged-models/search", {"experiment_ids": [HOME], "max_results": 2, "page_token": first})
    s.post("logged-models/search", {"experiment_ids": [HOME, BETA], "max_results": 2, "page_token": first, "filter": "name = 'net'"})
    s.post("logged-models/search", {"experiment_ids": [HOME, BETA], "max_results": 2, "page_token": first,
                                    "order_by": [{"field_name": "name"}]})
    s.post("logged-models/search", {"experiment_ids": [HOME, BETA], "max_results": 3, "page_token": first})
