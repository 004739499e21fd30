"""Records what MLflow's own `evaluate` answers to static predictions, for `it/mlflow.rs` to compare with.

MLflow fetches ROUGE's script from the network; what that script does is done here with the package it calls. The dictionary of textstat
and tiktoken's vocabularies are provided. There is no model for toxicity, which both then leave out.

    make oracle
"""

import json
import logging
import os
import random
import tempfile
import warnings
from pathlib import Path

import mlflow
import pandas as pd
from mlflow import metrics
from mlflow.metrics import metric_definitions
from provided import provide_dictionary, provide_vocabularies
from rouge_score.rouge_scorer import RougeScorer

SEED = 20240301
OUT = Path(__file__).with_name("evaluate.json")
WORDS = "river stone carries quiet morning engine under seven bridges and the of lamp Paper, window. It's\n22".split(" ")


class Rouge:
    """What the `rouge` of Hugging Face's `evaluate` does when it is asked not to aggregate."""

    def compute(self, predictions, references, rouge_types, use_aggregator):
        assert not use_aggregator
        scorer = RougeScorer(rouge_types, use_stemmer=False)
        scores = [scorer.score(reference, prediction) for reference, prediction in zip(references, predictions)]
        return {name: [score[name].fmeasure for score in scores] for name in rouge_types}


def load(name, module_type="metric"):
    if name == "toxicity":
        raise FileNotFoundError("There is no network here.")
    assert name == "rouge", name
    return Rouge()


def text(rng):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, 12)))


def edited(rng, text):
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words[: rng.randint(1, len(words))])


def texts(rng, rows):
    targets = [text(rng) for _ in range(rows)]
    answers = [rng.choice([target, text(rng), edited(rng, target)]) for target in targets]
    return {"question": [text(rng) for _ in range(rows)], "number": list(range(rows)), "truth": targets,
            "answer": answers}


def ids(rng, most):
    return [f"d{rng.randint(0, 6)}" for _ in range(rng.randint(0, most))]


def searches(rng, rows):
    return {"query": [text(rng) for _ in range(rows)], "relevant": [ids(rng, 4) for _ in range(rows)],
            "found": [ids(rng, 6) for _ in range(rows)]}


def cases(rng):
    rouge = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
    search = {"targets": "relevant", "predictions": "found", "model_type": "retriever"}
    answers = {"targets": "truth", "predictions": "answer"}
    yield "summaries", texts(rng, 40), {**answers, "metrics": rouge}
    yield "latency comes first", texts(rng, 5), {**answers, "metrics": ["rouge1", "exact_match", "latency"]}
    yield "no rows in the table", texts(rng, 7), {**answers, "metrics": ["exact_match"]}
    yield "one row", texts(rng, 1), {**answers, "metrics": ["exact_match", "rougeL"]}
    yield "a prefix", texts(rng, 6), {**answers, "metrics": ["exact_match", "rouge2", "latency"], "prefix": "val_"}
    yield "no targets", texts(rng, 3), {"predictions": "answer", "metrics": ["exact_match", "latency"]}
    clash = texts(rng, 3)
    clash["latency"] = clash.pop("question")
    yield "a column of a metric's name", clash, {**answers, "metrics": ["latency", "rouge1"]}
    numbers = {"truth": [1, 2, 3, 4], "answer": [1, 2, 4, 3]}
    yield "labels", numbers, {**answers, "metrics": ["exact_match"]}
    yield "a type: question-answering", texts(rng, 40), {**answers, "model_type": "question-answering"}
    yield "a type: text-summarization", texts(rng, 40), {**answers, "model_type": "text-summarization", "metrics": ["latency"]}
    yield "a type: text", texts(rng, 40), {"predictions": "answer", "model_type": "text"}
    yield "searches", searches(rng, 40), search
    yield "the first five", searches(rng, 20), {**search, "k": 5}
    yield "the first one, a prefix", searches(rng, 20), {**search, "k": 1, "prefix": "p_", "metrics": ["latency"]}


def evaluate(columns, spec):
    config = {}
    if "prefix" in spec:
        config["metric_prefix"] = spec["prefix"]
    if "k" in spec:
        config["retriever_k"] = spec["k"]
    extra = [getattr(metrics, name)() for name in spec.get("metrics", [])]
    with mlflow.start_run():
        found = mlflow.evaluate(
            data=pd.DataFrame(columns), targets=spec.get("targets"), predictions=spec["predictions"],
            model_type=spec.get("model_type"), extra_metrics=extra, evaluator_config=config,
        )
    table = found.tables.get("eval_results_table")
    return {
        "metrics": [[name, float(number)] for name, number in found.metrics.items()],
        "table": None if table is None else [[name, table[name].tolist()] for name in table.columns],
    }


def main():
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    metric_definitions._cached_evaluate_load = load
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        provide_dictionary(Path(folder) / "nltk")
        provide_vocabularies(Path(folder) / "tiktoken")
        mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.db")
        mlflow.create_experiment("evaluate", artifact_location=Path(folder, "artifacts").as_uri())
        mlflow.set_experiment("evaluate")
        records = [
            {"case": name, "columns": list(columns.items()), "spec": spec, "found": evaluate(columns, spec)}
            for name, columns, spec in cases(rng)
        ]
    lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in records)
    OUT.write_text(f"[\n{lines}\n]\n")
    print(f"{len(records)} cases, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
