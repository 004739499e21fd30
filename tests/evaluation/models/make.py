"""Writes the models of this folder with the release of MLflow that it runs in:

    pip install mlflow==2.9.2 'openai<1' tiktoken; python tests/evaluation/models/make.py
    pip install mlflow==2.22.0 'openai<2';         python tests/evaluation/models/make.py
    pip install mlflow==3.17.2 openai;             python tests/evaluation/models/make.py

No release is asked for a key that is real, and nothing is called.
"""

import os
import shutil
from pathlib import Path

os.environ.update(OPENAI_API_KEY="none", MLFLOW_DISABLE_TELEMETRY="true")

import mlflow
import openai

FOLDER = Path(__file__).parent / "mlflow-{}.{}".format(*mlflow.__version__.split("."))
OLD = hasattr(openai, "api_key_path")

MODELS = {
    "chat": (openai.ChatCompletion if OLD else "chat.completions", {
        "messages": [{"role": "system", "content": "Answer in the style of {style}"}, {"role": "user", "content": "{question} é: 'yes'"}],
        "temperature": 0.25, "max_tokens": 12, "stop": ["on", "1:30"],
    }),
    "one_variable": (openai.ChatCompletion if OLD else "chat.completions", {
        "messages": [{"role": "system", "content": "Answer in two sentences"}, {"role": "user", "content": "{question}"}],
    }),
    "completions": (openai.Completion if OLD else "completions", {"prompt": "Say {text}\nand {{nothing}} more", "n": 1}),
    "embeddings": (openai.Embedding if OLD else "embeddings", {}),
}


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name, (task, arguments) in MODELS.items():
        more = {"input_example": ["What is a squirrel?"]} if name == "one_variable" and not OLD else {}
        mlflow.openai.save_model(model="gpt-4", task=task, path=FOLDER / name, pip_requirements=["openai", "tiktoken"], **arguments, **more)
    for path in FOLDER.rglob("*"):
        if path.is_file():
            assert "/home/" not in (text := path.read_text()) and "/tmp/" not in text and "none" not in text, path


if __name__ == "__main__":
    main()
