"""The exceptions, which have MLflow's names and error codes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Dict, Iterator, Optional, Union

# MLflow's error codes: name, number, HTTP status. All others have status 500.
_CODES = {
    "INTERNAL_ERROR": (1, 500),
    "TEMPORARILY_UNAVAILABLE": (2, 503),
    "IO_ERROR": (3, 500),
    "BAD_REQUEST": (4, 400),
    "DEADLINE_EXCEEDED": (7, 504),
    "CANCELLED": (8, 499),
    "RESOURCE_EXHAUSTED": (9, 429),
    "ABORTED": (10, 409),
    "NOT_FOUND": (11, 404),
    "ALREADY_EXISTS": (12, 409),
    "UNAUTHENTICATED": (13, 401),
    "INVALID_PARAMETER_VALUE": (1000, 400),
    "ENDPOINT_NOT_FOUND": (1001, 404),
    "MALFORMED_REQUEST": (1002, 500),
    "INVALID_STATE": (1003, 500),
    "PERMISSION_DENIED": (1004, 403),
    "FEATURE_DISABLED": (1005, 500),
    "CUSTOMER_UNAUTHORIZED": (1006, 401),
    "REQUEST_LIMIT_EXCEEDED": (1007, 429),
    "RESOURCE_CONFLICT": (1008, 409),
    "NOT_IMPLEMENTED": (1010, 501),
    "DATA_LOSS": (1011, 500),
    "INVALID_STATE_TRANSITION": (2001, 500),
    "RESOURCE_ALREADY_EXISTS": (3001, 400),
    "RESOURCE_DOES_NOT_EXIST": (3002, 404),
    "QUOTA_EXCEEDED": (4001, 500),
    "RESOURCE_LIMIT_EXCEEDED": (5002, 500),
}
# What a status alone means: an answer that does not come from a tracking server says no more.
_BY_STATUS = {
    400: "BAD_REQUEST", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "ENDPOINT_NOT_FOUND", 409: "ALREADY_EXISTS",
    429: "RESOURCE_EXHAUSTED", 499: "CANCELLED", 500: "INTERNAL_ERROR", 501: "NOT_IMPLEMENTED",
    503: "TEMPORARILY_UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
}


def _name(code: Union[int, str, None]) -> Optional[str]:
    """The name of an error code that is given by its name, or by its number as MLflow's constants are."""
    if isinstance(code, str):
        return code if code in _CODES else None
    return next((name for name, (number, _) in _CODES.items() if number == code), None)


class MlflowException(Exception):
    """What went wrong, with MLflow's error code, such as ``INVALID_PARAMETER_VALUE``."""

    def __init__(self, message: object, error_code: Union[int, str] = "INTERNAL_ERROR", **kwargs: Any) -> None:
        self.message = str(message)
        self.error_code = _name(error_code) or "INTERNAL_ERROR"
        self.json_kwargs = kwargs
        super().__init__(self.message)

    @classmethod
    def invalid_parameter_value(cls, message: object, **kwargs: Any) -> MlflowException:
        """An exception with the code ``INVALID_PARAMETER_VALUE``."""
        return cls(message, "INVALID_PARAMETER_VALUE", **kwargs)

    def serialize_as_json(self) -> str:
        """The body of an error answer."""
        import json

        return json.dumps({"error_code": self.error_code, "message": self.message, **self.json_kwargs})

    def get_http_status_code(self) -> int:
        """The HTTP status that belongs to the code."""
        return _CODES[self.error_code][1]


class RestException(MlflowException):
    """What a server refused; ``json`` is its answer."""

    def __init__(self, json: Dict[str, Any]) -> None:
        self.json = json
        code = json.get("error_code") or "INTERNAL_ERROR"
        name = _name(code)
        if name is None and str(code).isdigit():
            name = _BY_STATUS.get(int(code))
        super().__init__(f"{code}: {json.get('message', f'Response: {json}')}", name or "INTERNAL_ERROR")

    def __reduce__(self) -> Any:
        return RestException, (self.json,)


@contextmanager
def raised() -> Iterator[None]:
    """Turns errors of the native half into the package's own."""
    from . import _native

    try:
        yield
    except _native.NativeError as error:
        message, code = error.args
        raise MlflowException(message, code) from None
