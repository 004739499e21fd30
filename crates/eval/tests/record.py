"""Records what the Python packages answer, for the Rust test beside this file to compare with.

All texts are made by texts.py and a fixed seed, so that a second run writes the same bytes:

    make oracle
"""

import gzip
import json
import random
import warnings
from pathlib import Path

import mlflow.metrics
import numpy as np
import pandas as pd
import sacrebleu
from rapidfuzz.distance import Levenshtein
from rouge_score.rouge_scorer import RougeScorer
from sklearn.metrics import accuracy_score
from texts import edited, text

SEED = 20240229
TEXTS = 1_200
ROUGE = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
OUT = Path(__file__).with_name("references.jsonl.gz")


def pair(rng):
    reference = text(rng)
    chance = rng.random()
    return (text(rng) if chance < 0.2 else reference if chance < 0.25 else edited(rng, reference)), reference


def score(prediction, reference, scorer=RougeScorer(ROUGE)):
    rouge = scorer.score(reference, prediction)
    return {
        "kind": "text",
        "prediction": prediction,
        "reference": reference,
        "exact": float(accuracy_score([reference], [prediction])),
        "rouge": [[rouge[name].precision, rouge[name].recall, rouge[name].fmeasure] for name in ROUGE],
        "bleu": sacrebleu.sentence_bleu(prediction, [reference]).score,
        "chrf": sacrebleu.sentence_chrf(prediction, [reference]).score,
        "distance": Levenshtein.distance(prediction, reference),
        "ratio": Levenshtein.normalized_similarity(prediction, reference),
    }


def several(rng):
    """A corpus whose sentences have one to three references each."""
    each = rng.randint(1, 3)
    rows = []
    for _ in range(rng.randint(1, 8)):
        reference = text(rng)
        rows.append((edited(rng, reference), [reference] + [edited(rng, reference) for _ in range(each - 1)]))
    return corpus(rows)


def corpus(rows):
    predictions = [prediction for prediction, _ in rows]
    columns = [list(column) for column in zip(*(references for _, references in rows))]
    return {
        "kind": "corpus",
        "rows": rows,
        "sentence_bleu": [sacrebleu.sentence_bleu(p, r).score for p, r in rows],
        "sentence_chrf": [sacrebleu.sentence_chrf(p, r).score for p, r in rows],
        "bleu": sacrebleu.corpus_bleu(predictions, columns).score,
        "chrf": sacrebleu.corpus_chrf(predictions, columns).score,
    }


def retrieval(rng):
    documents = [f"doc{i}" for i in range(rng.randint(1, 8))]
    retrieved = [rng.choice(documents) for _ in range(rng.choice([0, 1, 2, 3, 5, 9]))]
    relevant = [rng.choice(documents) for _ in range(rng.choice([0, 1, 2, 3, 6]))]
    k = rng.randint(1, 7)
    metrics = [mlflow.metrics.precision_at_k(k), mlflow.metrics.recall_at_k(k), mlflow.metrics.ndcg_at_k(k)]
    scores = [metric.eval_fn(pd.Series([retrieved]), pd.Series([relevant])).scores[0] for metric in metrics]
    scores = [float(score) for score in scores]
    return {"kind": "retrieval", "retrieved": retrieved, "relevant": relevant, "k": k, "scores": scores}


def aggregate(rng):
    size = rng.choice([1, 1e3, 1e-6])
    count = rng.randint(1, 40)
    scores = [rng.uniform(-1, 1) * size if rng.random() < 0.8 else float(rng.randint(0, 1)) for _ in range(count)]
    return {
        "kind": "aggregate",
        "scores": scores,
        "mean": float(np.mean(scores)),
        "variance": float(np.var(scores)),
        "p90": float(np.percentile(scores, 90)),
    }


def main():
    warnings.simplefilter("ignore")
    rng = random.Random(SEED)
    edges = [("", ""), ("", "a"), ("a", ""), ("\n", " "), ("a", "a")]
    records = [score(prediction, reference) for prediction, reference in edges]
    records += [score(*pair(rng)) for _ in range(TEXTS)]
    for _ in range(4):
        long = " ".join(text(rng) for _ in range(100))
        records.append(score(edited(rng, long), long))
    records += [several(rng) for _ in range(60)]
    # References that are as much longer as shorter: the shorter one counts, whichever comes first.
    five, six, four = "a b c d e", "a b c d e f", "a b c d"
    records += [corpus([(five, [six, four])]), corpus([(five, [four, six])])]
    records += [retrieval(rng) for _ in range(1_000)]
    records += [aggregate(rng) for _ in range(50)]
    lines = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
    OUT.write_bytes(gzip.compress(lines.encode(), compresslevel=9, mtime=0))
    print(f"{len(records)} records, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
