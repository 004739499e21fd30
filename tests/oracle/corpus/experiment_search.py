"""Filters, orders and pages of experiments."""

from tests.oracle.corpus import scenario

FILTERS = """
name = 'alpha'
name = 'ALPHA'
name != 'alpha'
name LIKE 'bulk-%'
name LIKE 'Bulk-%'
name ILIKE 'BULK-%'
name ILIKE 'ünï%'
name ILIKE 'ÜNÏ%'
name LIKE '%\\_%'
name LIKE '100\\%%'
name LIKE '_lpha'
name ILIKE '_LPHA'
name LIKE '%quoted%'
name = '100%_odd ''quoted'' "name"'
name = "alpha"
attribute.name = 'alpha'
attr.name = 'alpha'
`name` = 'alpha'
attribute.`name` = 'alpha'
name='alpha'
NAME = 'alpha'
name like 'bulk-0%'
name LIKE 'bulk-%' AND tags.rank = '1'
name LIKE 'bulk-%' and tags.rank = '1' and tags.rank != '2'
name LIKE 'a%' AND name LIKE '%a'
creation_time > 1700000000050
creation_time >= 1700000000050
creation_time = 1700000000050
creation_time != 1700000000050
creation_time < 1700000000050
creation_time <= 0
last_update_time > 1700000000000
last_update_time = 1700000000060
creation_time > 0 AND creation_time < 99999999999999
creation_time > -1
experiment_id = '1'
experiment_id != '1'
experiment_id IN ('1', '2', '3')
experiment_id IN ('1')
experiment_id NOT IN ('1', '2')
experiment_id in ('1','999')
tags.env = 'prod'
tag.env = 'prod'
tags.env != 'prod'
tags.env = ''
tags.env LIKE 'p%'
tags.env LIKE 'P%'
tags.env ILIKE 'P%'
tags.env IS NULL
tags.env IS NOT NULL
tags.env is not null
tags.nope = 'x'
tags.nope != 'x'
tags.nope IS NULL
tags.`key with space` = 'v'
tags."key with space" = 'v'
tags.`a/b.c` = 'it''s'
tags.`a/b.c` = "it's"
tags.schlüssel = 'wert ü'
tags.`schlüssel` = 'wert ü'
tags.`schlüssel` ILIKE '%Ü'
tags.mlflow.note.content LIKE '%notes%'
tags.env = 'prod' AND tags.team = 'nlp'
tags.env = 'prod' AND tags.env = 'dev'
tags.env ILIKE 'prod' AND tags.team ILIKE 'nlp' AND name != 'alpha'
tags.late = 'yes'
  name = 'alpha'
""".strip().splitlines()

INVALID = """
name > 'alpha'
name = alpha
name = 5
name = 'alpha
name IN ('alpha')
name IS NULL
name
= 'alpha'
name = 
name == 'alpha'
name <> 'alpha'
nope = 'x'
attributes.name = 'alpha'
params.x = '1'
metrics.x > 1
creation_time = 'abc'
creation_time = '1700000000050'
creation_time LIKE '1%'
creation_time > 1.5
creation_time > abc
experiment_id = 1
experiment_id IN (1, 2)
experiment_id IN ()
experiment_id IN '1'
experiment_id = 'abc'
experiment_id > '1'
experiment_id LIKE '1'
tags.env > 'a'
tags.env = 5
tags.env IN ('prod')
tags = 'x'
tags. = 'x'
tags.env IS 5
name = 'a' AND
AND name = 'a'
name = 'a' AND AND name = 'b'
name = 'a'; name = 'b'
name = 'a', name = 'b'
name = 'a' name = 'b'
lifecycle_stage = 'active'
; drop table experiments
'alpha' = name
""".strip().splitlines()

SUPERSET = """
name = 'alpha' OR name = 'beta'
NOT name = 'alpha'
(name = 'alpha')
name = 'alpha' AND (tags.env = 'prod' OR tags.env = 'dev')
name IN ('alpha', 'beta')
creation_time BETWEEN 1700000000000 AND 1700000000050
tags.env IN ('prod', 'dev')
""".strip().splitlines()

ORDERS = [
    ["name"], ["name ASC"], ["name DESC"], ["name asc"], ["name desc"], ["attribute.name"], ["attr.name DESC"],
    ["experiment_id"], ["experiment_id DESC"], ["creation_time"], ["creation_time DESC"], ["creation_time ASC"],
    ["last_update_time"], ["last_update_time DESC"], ["last_update_time ASC", "name DESC"],
    ["creation_time", "experiment_id"], ["creation_time DESC", "name"], ["name", "name"], ["name", "name DESC"], [],
    ["`name`"], ["last_update_time DESC", "creation_time ASC", "name ASC"],
]
BAD_ORDERS = [["nope"], ["tags.env"], ["name SIDEWAYS"], [""], ["name ASC DESC"], ["name, experiment_id"], ["metrics.a"],
              ["attributes.name"], ["lifecycle_stage"], [5], "name", ["'name'"], ["name ASC "], [" name"]]


def search(s, how="post", **more):
    body = {"max_results": 100, "view_type": "ALL"} | more
    return s.post("experiments/search", {k: v for k, v in body.items() if v is not ...})


@scenario
def filters(s):
    for text in FILTERS:
        search(s, filter=text)


@scenario
def filters_active(s):
    for text in FILTERS[::6]:
        s.post("experiments/search", {"max_results": 50, "filter": text})
        s.get("experiments/search", {"max_results": 50, "filter": text, "view_type": "DELETED_ONLY"})


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
        search(s, order_by=order)
    for order in BAD_ORDERS:
        search(s, order_by=order)


@scenario
def pages(s):
    for size in (1, 4, 7, 22, 23, 24):
        s.pages("experiments/search", {"max_results": size, "view_type": "ALL"})
    for order in ORDERS[::3]:
        s.pages("experiments/search", {"max_results": 5, "view_type": "ALL", "order_by": order})
        s.pages("experiments/search", {"max_results": 3, "order_by": order, "filter": "name LIKE 'bulk%'"}, "GET")


@scenario
def views(s):
    for view in ["ACTIVE_ONLY", "DELETED_ONLY", "ALL", 1, 2, 3, "FOO", "", None, 0, 9]:
        s.post("experiments/search", {"max_results": 30, "view_type": view})
    for view in ["ACTIVE_ONLY", "DELETED_ONLY", "ALL", "1", "2", "3", "active_only"]:
        s.get("experiments/search", {"max_results": 30, "view_type": view})


@scenario
def limits(s):
    s.post("experiments/search", {})
    s.post("experiments/search", None)
    s.get("experiments/search")
    for count in [0, -1, 1, 50000, 50001, "5", "x", 2.0, 2.5, None, True, "", 10**12, 2**70]:
        s.post("experiments/search", {"max_results": count})
    for count in ["0", "-1", "1", "50001", "x", "", "2.0", "1e1", " 3"]:
        s.get("experiments/search", {"max_results": count})
    s.post("experiments/search", {"maxResults": 3, "viewType": "ALL", "orderBy": ["name"]})
    s.post("experiments/search", {"maxResults": 3, "max_results": 3})
    s.get("experiments/search", {"maxResults": "3"})
    s.get("experiments/search", {"max_results": "30", "order_by": ["name DESC", "experiment_id"]})


@scenario
def tokens(s):
    for token in ["x", "", "%%%", "e30=", "eyJvZmZzZXQiOiAxfQ==", "eyJvZmZzZXQiOiAiYSJ9", "bnVsbA==", "W10=", "YWJj",
                  "eyJvZmZzZXQiOiAtMX0=", "eyJvZmZzZXQiOiA1MDAwfQ==", None, 5, "ü"]:
        s.post("experiments/search", {"max_results": 3, "page_token": token})
    s.get("experiments/search", {"max_results": "3", "page_token": "eyJvZmZzZXQiOiAyfQ=="})
    s.get("experiments/search", {"max_results": "3", "page_token": "junk"})
