"""The one exception, which has MLflow's name and error codes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

from . import _native


class MlflowException(Exception):
    """What went wrong, with MLflow's error code, such as ``INVALID_PARAMETER_VALUE``."""

    def __init__(self, message: str, error_code: str = "INTERNAL_ERROR") -> None:
        super().__init__(message)
        self.message = message
        self.error_code = error_code


@contextmanager
def raised() -> Iterator[None]:
    """Turns errors of the native half into the package's own."""
    try:
        yield
    except _native.NativeError as error:
        message, code = error.args
        raise MlflowException(message, code) from None
