"""MLflow and Runlore on one database, in turns and at once: what one writes the other reads, changes and deletes."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.client import both
from tests.support import servers
from tests.support.rows import query

HEAD = "dc11669786a5"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "server"


def test_mlflow_first(mlflow_database, folder):
    database = mlflow_database
    with both.mlflow_store(database) as mlflow:
        run, _ = both.write(mlflow, "mlflow")
        before = both.whole(mlflow)
    with servers.runlore(folder, database) as server:
        runlore = both.rest_store(server)
        assert both.whole(runlore) == before
        both.touch(runlore, run)
        other, _ = both.write(runlore, "runlore")
        during = both.whole(runlore)
    with both.mlflow_store(database) as mlflow:
        assert both.whole(mlflow) == during
        both.touch(mlflow, other)
        both.write(mlflow, "again")
        after = both.whole(mlflow)
    with servers.runlore(folder, database) as server:
        assert both.whole(both.rest_store(server)) == after


def test_runlore_first(database, folder):
    with servers.runlore(folder, database) as server:
        runlore = both.rest_store(server)
        run, experiment = both.write(runlore, "runlore")
        before = both.whole(runlore)
    with both.mlflow_store(database) as mlflow:
        assert both.whole(mlflow) == before
        both.touch(mlflow, run)
        mlflow.delete_experiment(experiment)
        mlflow.restore_experiment(experiment)
        after = both.whole(mlflow)
    assert query(database, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    with servers.runlore(folder, database) as server:
        assert both.whole(both.rest_store(server)) == after


def test_both_at_once(database, folder):
    with servers.runlore(folder, database) as server, both.mlflow_store(database) as mlflow:
        runlore = both.rest_store(server)
        run, experiment = both.write(mlflow, "mlflow")
        other, _ = both.write(runlore, "runlore")
        for _ in range(3):
            both.touch(runlore, run)
            both.touch(mlflow, other)
        mlflow.delete_run(run)
        assert runlore.get_run(run).info.lifecycle_stage == "deleted"
        runlore.restore_run(run)
        runlore.delete_experiment(experiment)
        assert mlflow.get_experiment(experiment).lifecycle_stage == "deleted"
        assert both.whole(runlore) == both.whole(mlflow)


def gc(database, server):
    done = subprocess.run(
        [sys.executable, "-m", "mlflow", "gc", "--backend-store-uri", database, "--artifacts-destination",
         str(server.folder / "mlartifacts")],
        env=servers.clean_environment(MLFLOW_TRACKING_URI=server.url), capture_output=True, text=True, timeout=120,
        cwd=server.folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_gc(database, folder):
    with servers.runlore(folder, database) as server:
        runlore = both.rest_store(server)
        run, experiment = both.write(runlore, "runlore")
        kept, _ = both.write(runlore, "kept")
        long = [both.Param("long", "p" * 20_000)], [both.RunTag("long", "t" * 20_000)]
        runlore.log_batch(run, [], *long)
        runlore.delete_experiment(experiment)
        gc(database, server)
        assert query(database, "SELECT count(*) FROM runs WHERE run_uuid = ?", (run,)) == [(0,)]
        assert query(database, "SELECT count(*) FROM experiments WHERE name = ?", ("runlore",)) == [(0,)]
        assert kept in {k[1] for k in both.whole(runlore) if k[0] == "run"}
        with both.mlflow_store(database) as mlflow:
            assert both.whole(mlflow) == both.whole(runlore)
        # Ids may come again on SQLite: nothing of the old run may show in the new one.
        again, _ = both.write(runlore, "runlore")
        assert "long" not in runlore.get_run(again).data.params


def test_long_values(database, folder):
    """Both servers log, overwrite, delete and gc each other's long values; Runlore shows them whole."""
    param, tag, other = "p" * 6_000 + "Pü" * 4_000, "t" * 8_000 + "T" * 5_000, "t" * 8_000 + "U" * 5_000
    with servers.runlore(folder, database) as server, both.mlflow_store(database) as mlflow:
        runlore = both.rest_store(server)
        experiment = runlore.create_experiment("long", tags=[])

        def new_run():
            return runlore.create_run(experiment, "ann", 1, [], "r").info.run_id

        def shown(run):
            return runlore.get_run(run).data

        run = new_run()
        runlore.log_param(run, both.Param("long", param))
        runlore.set_tag(run, both.RunTag("long", tag))
        assert (shown(run).params["long"], shown(run).tags["long"]) == (param, tag)
        column = query(database, "SELECT value FROM params WHERE run_uuid = ? AND key = 'long'", (run,))[0][0]
        assert column == param[:6_000], "the column holds what MLflow itself would have stored"
        column = query(database, "SELECT value FROM tags WHERE run_uuid = ? AND key = 'long'", (run,))[0][0]
        assert column == tag[:8_000]

        # Either server logs the same value again.
        mlflow.log_param(run, both.Param("long", param))
        runlore.log_param(run, both.Param("long", param))
        mlflow.log_batch(run, [], [both.Param("long", param)], [])
        runlore.log_batch(run, [], [both.Param("long", param)], [])
        assert shown(run).params["long"] == param
        with pytest.raises(Exception, match="Changing param values"):
            runlore.log_param(run, both.Param("long", param[:-1] + "!"))

        # A param that MLflow cut is what MLflow has of it.
        cut = new_run()
        mlflow.log_param(cut, both.Param("long", param))
        assert shown(cut).params["long"] == param[:6_000]
        runlore.log_param(cut, both.Param("long", param))
        assert mlflow.get_run(cut).data.params["long"] == param[:6_000]

        # MLflow overwrites a tag with a short value, with another long one, and Runlore overwrites again.
        mlflow.set_tag(run, both.RunTag("long", "short"))
        assert shown(run).tags["long"] == "short"
        runlore.set_tag(run, both.RunTag("long", tag))
        assert shown(run).tags["long"] == tag
        mlflow.set_tag(run, both.RunTag("long", "x" * 9_000))
        assert shown(run).tags["long"] == "x" * 8_000
        runlore.set_tag(run, both.RunTag("long", other))
        assert shown(run).tags["long"] == other
        assert mlflow.get_run(run).data.tags["long"] == tag[:8_000]

        # Reads, searches and filters see the whole.
        found = runlore.search_runs([experiment], f"params.long = '{param}'", both.ViewType.ALL, max_results=10)
        assert run in [one.info.run_id for one in found]
        found = runlore.search_runs([experiment], "tags.long LIKE '%UUUU'", both.ViewType.ALL, max_results=10)
        assert [one.info.run_id for one in found] == [run] and found[0].data.tags["long"] == other

        # MLflow deletes the tag; a new short one is not continued by the old rest.
        mlflow.delete_tag(run, "long")
        assert "long" not in shown(run).tags
        mlflow.set_tag(run, both.RunTag("long", "t" * 8_000))
        assert shown(run).tags["long"][:8_000] == "t" * 8_000

        mlflow.delete_run(run)
        gc(database, server)
        assert query(database, "SELECT count(*) FROM runs WHERE run_uuid = ?", (run,)) == [(0,)]
        assert shown(cut).params["long"][:6_000] == param[:6_000]


@pytest.mark.parametrize("revision", ["b7e4c1a90f23", "ffffffffffff"])
def test_another_revision_is_refused_and_left_alone(database, folder, revision):
    with servers.runlore(folder, database):
        pass
    query(database, "UPDATE alembic_version SET version_num = ?", (revision,))
    file = Path(database.removeprefix("sqlite:///")) if database.startswith("sqlite") else None
    before = file and hashlib.sha256(file.read_bytes()).hexdigest()
    server = servers.runlore(folder, database)
    done = subprocess.run(server.command, cwd=folder, env=servers.clean_environment(), capture_output=True, text=True,
                          timeout=30)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and revision in said and HEAD in said, said
    assert query(database, "SELECT version_num FROM alembic_version") == [(revision,)]
    assert before == (file and hashlib.sha256(file.read_bytes()).hexdigest())
