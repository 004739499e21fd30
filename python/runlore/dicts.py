"""What ``log_dict`` writes, and ``load_dict`` reads."""

from __future__ import annotations

from typing import Any

from .exceptions import MlflowException


def encoded(dictionary: Any, artifact_file: str) -> bytes:
    """The file: YAML if its name says so, else JSON, in which objects that JSON does not know are their text."""
    from os.path import splitext

    if splitext(artifact_file)[1] in (".yml", ".yaml"):
        try:
            import yaml
        except ImportError as error:
            raise ImportError(
                f"{artifact_file} would be YAML, which needs PyYAML. Please install it (`pip install pyyaml`), or log a "
                ".json file."
            ) from error
        text: str = yaml.dump(dictionary, indent=2, default_flow_style=False)
    else:
        import json

        text = json.dumps(dictionary, indent=2, default=str)
    return text.encode()


def decoded(content: bytes, artifact_uri: str) -> Any:
    """What a JSON file has."""
    import json

    try:
        return json.loads(content.decode())
    except UnicodeDecodeError as error:
        raise MlflowException(f"{artifact_uri} is no text in UTF-8: {error}", "BAD_REQUEST") from None
    except ValueError as error:
        raise MlflowException(f"{artifact_uri} is no JSON: {error}", "BAD_REQUEST") from None
