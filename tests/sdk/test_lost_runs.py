"""Which runs are lost is told to programs: by their ids, and when they were heard of last."""

from tests.support import servers
from tests.support.rows import query

LOGS = """
import sys, runlore
runlore.set_experiment("lost")
run = runlore.start_run()
runlore.flush()
print("run", run.info.run_id, run.info.experiment_id, flush=True)
sys.stdin.readline()
"""

ASKS = """
import sys, runlore
run_id, experiment_id, seen = sys.argv[1:]
client = runlore.MlflowClient()
expected = [(run_id, experiment_id, int(seen))] if seen != "0" else []
for ids in (None, experiment_id, int(experiment_id), [experiment_id], ["0", experiment_id]):
    assert client.lost_runs(ids) == expected, (ids, client.lost_runs(ids))
assert client.lost_runs(["0"]) == client.lost_runs([]) == client.lost_runs("7777") == []
if expected:
    (lost,) = client.lost_runs()
    assert (lost.run_id, lost.experiment_id, lost.last_seen) == expected[0]
"""


def test_a_run_of_a_program_that_vanished_is_told(programs, run_python, tmp_path):
    database = f"sqlite:///{tmp_path / 'runs.db'}"
    with servers.runlore(tmp_path / "server", database) as server:
        program = programs.start(LOGS, server.url)
        run_id, experiment_id = program.hear("run").split()
        program.kill()
        run_python(ASKS, server.url, run_id, experiment_id, "0")
        ((seen,),) = query(database, "SELECT seen FROM runlore_heartbeats")
        seen -= 91_000
        query(database, "UPDATE runlore_heartbeats SET seen = ?", (seen,))
        # A server notices a silence within seconds; who opens the database anew, at once.
        run_python(ASKS, database, run_id, experiment_id, str(seen))
    run_python("import runlore, sys\nrunlore.MlflowClient().set_terminated(sys.argv[1])", database, run_id)
    run_python(ASKS, database, run_id, experiment_id, "0")


REFUSED = """
import runlore
try:
    runlore.MlflowClient().lost_runs()
except runlore.MlflowException as error:
    assert error.error_code == "NOT_IMPLEMENTED" and "MLflow" in error.message, error
else:
    raise AssertionError("nothing was raised")
"""


def test_mlflow_does_not_know_them(run_python, mlflow_server):
    run_python(REFUSED, mlflow_server.url)
