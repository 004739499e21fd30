"""MLflow's own store beside Runlore on one database: both spoken to through the same Python interface."""

import math
from contextlib import contextmanager

from mlflow.entities import (Dataset, DatasetInput, ExperimentTag, InputTag, LoggedModelInput, LoggedModelOutput,
                             LoggedModelParameter, LoggedModelStatus, LoggedModelTag, Metric, Param, RunStatus, RunTag,
                             ViewType)

ROOT = "mlflow-artifacts:/"


@contextmanager
def mlflow_store(database):
    """MLflow's SQL store in this process: what its server would do, without waiting for one to start."""
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    store = SqlAlchemyStore(database, ROOT)
    try:
        yield store
    finally:
        store._dispose_engine()
        SqlAlchemyStore._engine_map.pop(database, None)


def rest_store(server):
    """The stock client's store, which asks the server."""
    from mlflow.store.tracking.rest_store import RestStore
    from mlflow.utils.rest_utils import MlflowHostCreds

    return RestStore(lambda: MlflowHostCreds(server.url))


def write(store, name):
    """One experiment with everything in it, through either store. Returns the ids of the run and the experiment."""
    experiment = store.create_experiment(name, tags=[ExperimentTag("by", name), ExperimentTag("ü", "")])
    run = store.create_run(experiment, "ann", 1_700_000_000_000, [RunTag("t", name)], f"run by {name}").info.run_id
    numbers = [1.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 0.1 + 0.2]
    store.log_batch(run, [Metric("m", v, 1000 + i, i // 2) for i, v in enumerate(numbers)], [Param("p", name)],
                    [RunTag("u", "ünï 🐿")])
    store.log_metric(run, Metric("single", 3.5, 5, 0))
    store.log_param(run, Param("empty", ""))
    store.log_inputs(run, [DatasetInput(Dataset("d", "x1", "code", "{}", "{}", "{}"), [InputTag("c", "eval")])])
    model = store.create_logged_model(experiment, "net", run, [LoggedModelTag("a", "b")],
                                      [LoggedModelParameter("depth", "3")], "Agent").model_id
    store.log_metric(run, Metric("acc", 0.5, 7, 1, model_id=model, dataset_name="d", dataset_digest="x1", run_id=run))
    store.finalize_logged_model(model, LoggedModelStatus.READY)
    store.log_inputs(run, None, [LoggedModelInput(model)])
    store.log_outputs(run, [LoggedModelOutput(model, 4)])
    store.update_run_info(run, RunStatus.FINISHED, 1_700_000_001_000, None)
    gone = store.create_run(experiment, "ann", 1_700_000_000_500, [], "gone").info.run_id
    store.delete_run(gone)
    return run, experiment


def touch(store, run):
    """Changes what the other side wrote."""
    store.log_batch(run, [Metric("m", 9.0, 9000, 99), Metric("fresh", 1.0, 1, 1)], [Param("p2", "v")],
                    [RunTag("t", "new"), RunTag("u", "again")])
    store.log_param(run, Param("p2", "v"))
    store.delete_tag(run, "u")
    store.update_run_info(run, RunStatus.RUNNING, None, "renamed")
    store.update_run_info(run, RunStatus.FAILED, 1_700_000_002_000, None)


def whole(store):
    """Everything a reader can see, in a comparable form."""
    seen = {}
    for experiment in store.search_experiments(view_type=ViewType.ALL, max_results=1000):
        number = experiment.experiment_id
        seen["experiment", number] = plain(experiment)
        for run in store.search_runs([number], "", ViewType.ALL, max_results=1000):
            # MLflow's search leaves the models out that a run has as inputs: ask for the whole run.
            run = store.get_run(run.info.run_id)
            seen["run", run.info.run_id] = plain(run)
            for key in run.data.metrics:
                history = store.get_metric_history(run.info.run_id, key)
                seen["history", run.info.run_id, key] = [plain(metric) for metric in history]
        if experiment.lifecycle_stage == "active":
            for model in store.search_logged_models([number]):
                seen["model", model.model_id] = plain(model) | {"status_message": model.status_message or ""}
    return seen


def plain(value):
    """Entities as dictionaries, NaN as text (it is not equal to itself), lists without an order of their own sorted."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list | tuple):
        return sorted((plain(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if hasattr(value, "to_dictionary"):
        return plain(value.to_dictionary())
    if hasattr(value, "__dict__"):
        return {k.lstrip("_"): plain(v) for k, v in vars(value).items()}
    return value
