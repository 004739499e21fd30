"""Which task of OpenAI's API a program means: by its name, or by an object of the package ``openai``, old or new.

The package is not imported here, and its objects are not used: many of them refuse everything without a key.
"""

from __future__ import annotations

from typing import Any, Dict, Optional

from ..exceptions import MlflowException

CHAT = "chat.completions"
COMPLETIONS = "completions"
EMBEDDINGS = "embeddings"
#: What ``predict`` can do.
PREDICTED = (CHAT, COMPLETIONS, EMBEDDINGS)
# What a model can only be saved for, as in MLflow.
_SAVED = ("audio", "files", "fine_tuning", "images", "images.edit", "models", "moderations")

# openai<1, and the placeholders that later ones put there.
_OLD: Dict[str, str] = {
    "Audio": "audio", "ChatCompletion": CHAT, "Completion": COMPLETIONS, "Embedding": EMBEDDINGS, "File": "files",
    "FineTune": "fine_tuning", "FineTuningJob": "fine_tuning", "Image": "images", "Model": "models", "Moderation": "moderations",
}
# openai>=1: classes of clients' attributes, and of the module's.
_NEW: Dict[str, str] = {
    "Audio": "audio", "AudioProxy": "audio", "Chat": CHAT, "AsyncChat": CHAT, "ChatProxy": CHAT, "Completions": COMPLETIONS,
    "AsyncCompletions": COMPLETIONS, "CompletionsProxy": COMPLETIONS, "Embeddings": EMBEDDINGS, "AsyncEmbeddings": EMBEDDINGS,
    "EmbeddingsProxy": EMBEDDINGS, "Files": "files", "FilesProxy": "files", "FineTuning": "fine_tuning",
    "FineTuningProxy": "fine_tuning", "Images": "images", "ImagesProxy": "images", "Models": "models", "ModelsProxy": "models",
    "Moderations": "moderations", "ModerationsProxy": "moderations",
}


def task_name(task: Any) -> str:
    """The name of a task."""
    if isinstance(task, str):
        known = task if task in (*PREDICTED, *_SAVED) else _OLD.get(task)
    else:
        known = _of_placeholder(task) or _of_class(task if isinstance(task, type) else type(task)) or _of_method(task)
    if known is None:
        shown = repr(task) if isinstance(task, (str, type)) else f"of type {type(task).__module__}.{type(task).__name__}"
        raise MlflowException.invalid_parameter_value(
            f"The task {shown} is not known. Tasks are {', '.join(map(repr, PREDICTED))}, and openai.chat.completions, "
            "openai.completions and openai.embeddings."
        )
    return known


def _of_placeholder(task: Any) -> Optional[str]:
    """What stands in openai>=1 where something of openai<1 was. Whatever else it is asked for, it raises."""
    if type(task).__name__ != "APIRemovedInV1Proxy":
        return None
    symbol = object.__getattribute__(task, "__dict__").get("_symbol")
    return _OLD.get(symbol) if isinstance(symbol, str) else None


def _of_class(kind: Any) -> Optional[str]:
    path = str(kind.__module__).split(".")
    if path[0] != "openai":
        return None
    if "api_resources" in path:
        return _OLD.get(kind.__name__)
    found = _NEW.get(kind.__name__)
    return CHAT if found == COMPLETIONS and "chat" in path else found


def _of_method(task: Any) -> Optional[str]:
    """A method such as ``client.chat.completions.create``."""
    owner = getattr(task, "__self__", None) if type(task).__name__ == "method" else None
    if owner is None:
        return None
    return "images.edit" if type(owner).__name__ == "Images" and task.__name__ == "edit" else _of_class(type(owner))
