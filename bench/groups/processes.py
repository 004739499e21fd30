"""32 client processes on one SQLite file, each writing one point after the other."""

import http.client
import json
import multiprocessing
import time

from bench.databases import CONTENTS


def measure(kind, bench):
    clients, each = (8, 20) if bench.quick else (32, 100 if kind.name == "mlflow" else 1000)
    runs = CONTENTS["empty"].part("writers").ids(clients)
    with bench.own(kind, "empty") as server:
        prefix = f"proc{int(time.time() * 1000):x}."
        fork = multiprocessing.get_context("fork")
        barrier, answers = fork.Barrier(clients + 1), fork.Queue()
        processes = [fork.Process(target=client, args=(server.port, runs[i], f"{prefix}{i}", each, barrier, answers)) for i in range(clients)]
        for process in processes:
            process.start()
        barrier.wait()
        begin = time.perf_counter()
        found = [answers.get() for _ in processes]
        seconds = time.perf_counter() - begin
        for process in processes:
            process.join()
        times, errors = sorted(t for ts, _ in found for t in ts), sum(e for _, e in found)
        rows, written = server.database.points(prefix), clients * each - errors
        shared = {"clients": clients, "writes_each": each, "rows": rows, "errors": errors, "p50_ms": times[len(times) // 2],
                  "max_ms": times[-1]}
        if rows != written:
            shared["failed"] = f"{rows} rows of {written} acknowledged"
        yield "p99", shared | {"value": times[int(len(times) * 0.99)]}
        yield "rate", shared | {"value": written / seconds}
        yield "errors", shared | {"value": errors}


def client(port, run, key, count, barrier, answers):
    connection, times, errors = http.client.HTTPConnection("127.0.0.1", port, timeout=120), [], 0
    connection.connect()
    barrier.wait()
    for i in range(count):
        body = json.dumps({"run_id": run, "key": key, "value": i, "timestamp": i + 1, "step": i})
        begin = time.perf_counter()
        connection.request("POST", "/api/2.0/mlflow/runs/log-metric", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - begin) * 1000)
        errors += answer.status != 200
    answers.put((times, errors))
