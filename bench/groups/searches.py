"""Searches, one request at a time. MLflow with one worker: others would only wait."""

from bench.databases import CONTENTS
from bench.probe import latencies, offset_token, search, walk

FILTER = {"filter": "metrics.m0 > 0.5 and params.p1 = 'v3'", "order_by": ["metrics.m1 DESC"]}


def shapes(_, __):
    return {
        "newest": search([1]),
        "filter-order": search([1], **FILTER),
        "tag-param": search([1], filter="tags.t0 = 'a1'", order_by=["params.p0 ASC"]),
        "page1000": search([1], max_results=1000),
    }


def bad_20k(kind, _):
    by_metric = {"order_by": ["metrics.m1 DESC"]}
    return {
        "rare-metric": search([1], filter="metrics.rare > 0", order_by=["metrics.rare DESC"]),
        "rare-param": search([1], filter="params.rare = 'yes'"),
        "rare-order": search([1], order_by=["metrics.rare DESC"]),
        "shared": search([1], filter="tags.t2 = 'same'", **by_metric),
        "not-equal": search([1], filter="params.p1 != 'v3'"),
        "like": search([1], filter="params.p5 LIKE '%77%'"),
        "ilike-order": search([1], filter="tags.t0 ILIKE 'A1%'", **by_metric),
        "page300": page300(kind, max_results=50),
        "page300-order": page300(kind, max_results=50, **by_metric),
    }


def all_20k(kind, bench):
    return shapes(kind, bench) | bad_20k(kind, bench)


def large(kind, bench):
    # Each of the bad cases takes MLflow more than a minute at this size: it is asked the usual ones only.
    return shapes(kind, bench) if kind.name == "mlflow" else all_20k(kind, bench)


def bad_40k(_, __):
    many = CONTENTS["bad40k"].part("many").experiments
    return {
        "many": search(many),
        "many-filter": search(many, **FILTER),
        "gone": search([301]),
        "gone-filter": search([301], **FILTER),
        "gone-deleted": search([301], run_view_type="DELETED_ONLY", order_by=["metrics.m1 DESC"]),
    }


def wide(kind, _):
    return {
        "newest": search([1]),
        "filter-order": search([1], filter="metrics.m0 > 0.5", order_by=["metrics.m1 DESC"]),
        "page300": page300(kind, max_results=100),
        "tag-param": search([1], filter="tags.t0 = 'a1'", order_by=["params.p0 ASC"]),
    }


def page300(kind, **query):
    """Token by token where that is quick; the others' tokens are offsets, which can be written down."""
    if kind.name == "runlore":
        return lambda connection: walk(connection, [1], 299, **query)
    return search([1], **query, page_token=offset_token(299 * query["max_results"]))


def on(content, requests, postgres=False):
    def measure(kind, bench):
        with bench.shared(kind, content, postgres, workers=1) as server:
            before = server.memory()
            yield from latencies(server, requests(kind, bench), bench.quick).items()
            after = server.memory()
            if content == "wide30k" and not postgres:
                yield "growth", {"value": round(after["rss_mib"] - before["rss_mib"], 1), "before": before, "after": after}
    return measure
