"""Exceptions are told apart by MLflow's codes and statuses."""

import json
import pickle

import pytest
from mlflow import exceptions as stock
from mlflow.protos.databricks_pb2 import ErrorCode

from tests.sdk import pure  # noqa: F401
from runlore import exceptions

NAMES = sorted(exceptions._CODES)


def test_every_code_that_has_a_status_of_its_own_is_known():
    assert set(stock.ERROR_CODE_TO_HTTP_STATUS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_code_is_what_it_is_for_the_stock_client(name):
    number = ErrorCode.Value(name)
    theirs = stock.MlflowException("what", number, more=1)
    for code in (name, number):
        ours = exceptions.MlflowException("what", code, more=1)
        assert (ours.error_code, ours.get_http_status_code()) == (theirs.error_code, theirs.get_http_status_code())
        assert (str(ours), ours.message, ours.json_kwargs) == (str(theirs), theirs.message, theirs.json_kwargs)
        body = json.loads(theirs.serialize_as_json())
        assert json.loads(ours.serialize_as_json()) == {key: body[key] for key in ("error_code", "message", "more")}


@pytest.mark.parametrize("answer", [
    {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no run"},
    {"error_code": "SOMETHING_NEW", "message": "what"},
    {"error_code": "403"}, {"error_code": 503, "message": "x"}, {"error_code": 418}, {"message": "no code"}, {},
])
def test_an_answer_becomes_the_exception_that_the_stock_client_makes_of_it(answer):
    ours, theirs = exceptions.RestException(answer), stock.RestException(answer)
    assert (ours.error_code, str(ours), ours.json) == (theirs.error_code, str(theirs), theirs.json)
    assert isinstance(ours, exceptions.MlflowException)
    back = pickle.loads(pickle.dumps(ours))
    assert (back.error_code, str(back)) == (ours.error_code, str(ours))


def test_no_code_and_unknown_codes_are_internal_errors():
    for code in ("NO_SUCH_CODE", 999999, None):
        assert exceptions.MlflowException("x", code).error_code == "INTERNAL_ERROR"
    assert exceptions.MlflowException(ValueError("x")).message == "x"
    assert exceptions.MlflowException.invalid_parameter_value("x").error_code == "INVALID_PARAMETER_VALUE"
