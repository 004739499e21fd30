"""Latency of single requests, one after the other over one kept connection of `http.client` (TCP_NODELAY is its default).

A sample is the time from before sending until the whole body was read. Requests take turns in rounds, so that
a slow moment of the machine does not fall on one of them alone. The first answer warms the caches and is no sample;
where it took very long only one sample follows.
"""

import base64
import hashlib
import http.client
import json
import statistics
import time

HEADERS = {"Content-Type": "application/json"}
API = "/api/2.0/mlflow/"


class Refused(Exception):
    """An answer that is not 200."""


# Seconds from which on one sample is enough, and after which nobody waits for it any more.
SLOW, LIMIT = 10, 60


class Connection:
    def __init__(self, server, timeout=LIMIT):
        self.http = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)

    def timed(self, request):
        """Seconds and body."""
        method, path, body = request
        begin = time.perf_counter()
        self.http.request(method, path, body, HEADERS if body else {})
        answer = self.http.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - begin
        if answer.status != 200:
            raise Refused(f"answers {answer.status}: {text[:200].decode(errors='replace')}")
        return seconds, text


def post(path, **body):
    return "POST", API + path, json.dumps(body).encode()


def get(path):
    return "GET", path, None


def search(experiments, **more):
    return post("runs/search", experiment_ids=[str(e) for e in experiments], **({"max_results": 100} | more))


def offset_token(offset):
    return base64.b64encode(json.dumps({"offset": offset}).encode()).decode()


def walk(connection, experiments, pages, **more):
    """The request for the page after `pages` pages, as a client comes to it: token by token."""
    token = None
    for _ in range(pages):
        _, text = connection.timed(search(experiments, **more, **({"page_token": token} if token else {})))
        token = json.loads(text)["next_page_token"]
    return search(experiments, **more, page_token=token)


def summary(text):
    """What was answered, short enough to compare between servers."""
    answer = json.loads(text)
    out = {"bytes": len(text)}
    if "runs" in answer:
        ids = [r["info"]["run_id"] for r in answer["runs"]]
        out |= {"rows": len(ids), "digest": hashlib.md5(" ".join(ids).encode()).hexdigest()[:12]}
    elif "metrics" in answer:
        out["rows"] = len(answer["metrics"])
    else:
        out |= {"rows": 0, "digest": hashlib.md5(b"").hexdigest()[:12]}
    return out


def latencies(server, requests, quick=False, rounds=6, samples=40, budget=9.0):
    """name → median, p95 and samples in ms. Every request has at most `budget` seconds, and one sample at least in each round."""
    connection, out = Connection(server), {}
    for name, request in requests.items():
        try:
            if callable(request):
                request = requests[name] = request(connection)
            seconds, text = connection.timed(request)
            first = round(seconds * 1000, 3)
            out[name] = {"first_ms": first, "samples": [], **summary(text)}
        except TimeoutError:
            out[name] = {"failed": f"no answer in {LIMIT} s"}
            # It would go on working at the request while the next ones are timed.
            server.stop(patience=2)
            server.start()
            connection = Connection(server)
        except (Refused, OSError, http.client.HTTPException, ValueError, KeyError) as error:
            out[name] = {"failed": str(error) or repr(error)}
            connection = Connection(server)
    if quick:
        rounds, samples, budget = 1, 3, 3.0
    for number in range(rounds):
        for name, request in requests.items():
            if "failed" in out[name] or (number and out[name]["first_ms"] > SLOW * 1000):
                continue
            begin = time.perf_counter()
            for _ in range(samples):
                out[name]["samples"].append(round(connection.timed(request)[0] * 1000, 3))
                if time.perf_counter() - begin > budget / rounds:
                    break
    for found in out.values():
        if found.get("samples"):
            values = sorted(found["samples"])
            found["value"] = statistics.median(values)
            found["p95_ms"] = values[min(len(values) - 1, int(len(values) * 0.95))]
    return out
