"""`evaluate` of answers that are there already: how long a call takes, and how much memory it adds.

`readability` computes the two grades and exact match, which the stock client can do offline too; `questions` all metrics of
question answering.
"""

import importlib
import json
import random
import statistics
import sys
import time

import memory
import pandas

name, uri, rows, what, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
mlflow = importlib.import_module(name)
metrics = importlib.import_module(f"{name}.metrics")
mlflow.set_tracking_uri(uri)
words = """river stone carries quiet morning engine under seven bridges and the of a to in is that it with by lamp paper window
yellow slowly answers question model city winter bread table green north signal letter harbour never again""".split()
rng = random.Random(7)


def text():
    return " ".join(" ".join(rng.choices(words, k=rng.randint(5, 15))).capitalize() + "." for _ in range(rng.randint(1, 4)))


answers = [text() for _ in range(rows)]
frame = pandas.DataFrame({"inputs": [text() for _ in range(rows)], "answers": answers,
                          "targets": [answer if at % 3 else text() for at, answer in enumerate(answers)]})
chosen = [metrics.flesch_kincaid_grade_level(), metrics.ari_grade_level(), metrics.exact_match()]
settings = {"model_type": "question-answering"} if what == "questions" else {"extra_metrics": chosen}
before = memory.peak_mib()
times = []
for _ in range(rounds):
    with mlflow.start_run():
        begin = time.perf_counter()
        result = mlflow.evaluate(data=frame, predictions="answers", targets="targets", **settings)
        times.append(time.perf_counter() - begin)
if "exact_match/v1" not in result.metrics or "ari_grade_level/v1/mean" not in result.metrics:
    sys.exit(f"metrics are missing: {sorted(result.metrics)}")
print(json.dumps({"s": statistics.median(times), "samples": times, "growth_mib": memory.peak_mib() - before}))
