"""Where is logged to is what was set, or else what the environment says."""

import pytest

SET = """
import os, sys
import runlore
variables = "RUNLORE_TRACKING_URI", "MLFLOW_TRACKING_URI"
before = {name: os.environ.pop(name, None) for name in variables}
kept = dict(zip(variables, sys.argv[1:]))
os.environ.update({name: value for name, value in kept.items() if value != "-"})
environment = {name: os.environ.get(name) for name in variables}
default = next((value for value in environment.values() if value), "sqlite:///mlflow.db")
def reset():
    assert runlore.get_tracking_uri() == runlore.MlflowClient("").tracking_uri == runlore.MlflowClient().tracking_uri == default
    assert runlore.is_tracking_uri_set() == any(environment.values())
    assert {name: os.environ.get(name) for name in variables} == environment
reset()
for nothing in (None, ""):
    runlore.set_tracking_uri(nothing)
    reset()
    for uri in ("sqlite:///one.db", "sqlite:///two.db"):
        runlore.set_tracking_uri(uri)
        assert runlore.get_tracking_uri() == runlore.MlflowClient("").tracking_uri == uri and runlore.is_tracking_uri_set()
        assert {os.environ[name] for name in variables} == {uri}
    runlore.log_metric("m", 1)
    elsewhere = runlore.active_run().info.run_id
    runlore.set_tracking_uri(nothing)
    reset()
    runlore.end_run()
    with runlore.start_run() as run:
        runlore.log_metric("m", 2)
    assert runlore.get_run(run.info.run_id).data.metrics == {"m": 2.0}
    assert runlore.MlflowClient("sqlite:///two.db").get_run(elsewhere).data.metrics == {"m": 1.0}
assert os.path.exists(default.rpartition("/")[2])
"""


@pytest.mark.parametrize("variables", [("-", "-"), ("", ""), ("-", "sqlite:///m.db"), ("sqlite:///r.db", "sqlite:///m.db")])
def test_nothing_goes_back_to_the_environment(run_python, variables):
    run_python(SET, "", *variables)
