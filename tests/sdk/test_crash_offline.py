"""Programs that log for an MLflow server that is away: offline all is kept for `runlore sync`, else no run can begin."""

import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import mlflow
import pytest

from tests.support import servers
from tests.support.programs import Programs

LOGS = """
import json, runlore
runlore.set_experiment("offline")
with runlore.start_run(run_name="outer", tags={"team": "squirrels"}) as outer:
    runlore.log_params({"model": "small", "size": 7})
    for step in range(50):
        runlore.log_metric("score", step / 50, step=step, timestamp=1_700_000_000_000 + step)
    runlore.set_tag("note", "ü")
    with open("file.txt", "w") as file:
        file.write("hello")
    runlore.log_artifact("file.txt", "deep/er")
    for n in range(3):
        runlore.log_table({"n": [n], "answer": [f"00{n}"]}, "rows.json")
    with runlore.start_run(run_name="inner", nested=True) as inner:
        runlore.log_metric("score", 1)
print(json.dumps([outer.info.run_id, inner.info.run_id]))
"""


def sync(programs):
    command = [servers.runlore_binary(), "sync", str(programs.spools), "-o", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=servers.clean_environment())
    return done.returncode, json.loads(done.stdout), done.stderr


def everything(client, experiment):
    """All runs of the experiment, with their histories and files."""
    return {run.info.run_id: (dict(run.info), run.data.to_dictionary(),
                              [(p.step, p.timestamp, p.value) for p in client.get_metric_history(run.info.run_id, "score")],
                              [file.path for file in client.list_artifacts(run.info.run_id)])
            for run in client.search_runs([experiment])}


@pytest.fixture(scope="module")
def sent(site, tmp_path_factory):
    """A program logged, the server came, and `runlore sync` sent it; answers the server's client and what was told."""
    folder = tmp_path_factory.mktemp("offline")
    programs, port = Programs(site, folder), servers.free_port()
    local = programs.run(LOGS, f"http://127.0.0.1:{port}", RUNLORE_OFFLINE="1")
    code, told, complaint = sync(programs)
    assert code == 1 and told[0]["problem"]["error_code"] == "TEMPORARILY_UNAVAILABLE", (told, complaint)
    assert "stays where it is" in complaint and len(programs.left()) == 1
    with servers.mlflow(folder / "server", port=port) as server:
        code, (told,), complaint = sync(programs)
        assert (code, told["refused"], told["problem"]) == (0, 0, None), (told, complaint)
        yield programs, mlflow.MlflowClient(server.url), local, told["server_ids"]


@pytest.mark.slow
def test_the_stock_client_reads_everything_at_the_ids_that_sync_tells(sent):
    _, client, local, ids = sent
    assert set(ids) == set(local) and not set(ids) & set(ids.values())
    outer, inner = (client.get_run(ids[run]) for run in local)
    assert (outer.info.run_name, outer.info.status, inner.info.run_name) == ("outer", "FINISHED", "inner")
    assert outer.data.params == {"model": "small", "size": "7"}
    assert (outer.data.tags["team"], outer.data.tags["note"]) == ("squirrels", "ü")
    points = client.get_metric_history(outer.info.run_id, "score")
    assert sorted((p.step, p.timestamp, p.value) for p in points) == [(n, 1_700_000_000_000 + n, n / 50) for n in range(50)]
    with open(client.download_artifacts(outer.info.run_id, "deep/er/file.txt")) as file:
        assert file.read() == "hello"
    mlflow.set_tracking_uri(client.tracking_uri)
    try:
        frame = client.load_table(outer.info.experiment_id, "rows.json", [outer.info.run_id])
    finally:
        mlflow.set_tracking_uri(None)
    assert list(frame["n"]) == [0, 1, 2]
    with open(client.download_artifacts(outer.info.run_id, "rows.json")) as file:  # pandas would make numbers of the answers
        assert json.load(file)["data"] == [[n, f"00{n}"] for n in range(3)]
    assert [run.info.run_id for run in client.search_runs([inner.info.experiment_id], "attributes.run_name = 'inner'")] == [
        inner.info.run_id]


@pytest.mark.slow
def test_a_second_sync_changes_nothing(sent):
    programs, client, _, ids = sent
    experiment = client.get_experiment_by_name("offline").experiment_id
    before = everything(client, experiment)
    assert set(before) == set(ids.values())
    assert sync(programs) == (0, [], "") and programs.left() == []
    assert everything(client, experiment) == before


@pytest.mark.slow
def test_a_nested_run_is_below_its_parent(sent):
    _, client, local, ids = sent
    outer, inner = (ids[run] for run in local)
    assert client.get_run(inner).data.tags["mlflow.parentRunId"] == outer


class SaysMLflow(BaseHTTPRequestHandler):
    """Knows none of Runlore's endpoints, and is no more than that."""

    def do_GET(self):
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_):
        pass


BEGINS = """
import time, runlore
print("asked", runlore.get_tracking_uri(), flush=True)
try:
    runlore.start_run()
except runlore.MlflowException as error:
    print("raised", error, flush=True)
"""

TWICE = BEGINS + """
sys.stdin.readline()
began = time.monotonic()
try:
    runlore.start_run()
except runlore.MlflowException as error:
    print("away", time.monotonic() - began, error.error_code, error, flush=True)
"""


@pytest.mark.parametrize("offline", ["", "1"])
def test_a_run_begins_without_its_mlflow_server_only_offline(programs, offline):
    """Whose server it is was found out while it was there; an earlier program may have done that."""
    fake = HTTPServer(("127.0.0.1", 0), SaysMLflow)
    threading.Thread(target=fake.serve_forever, args=(0.05,), daemon=True).start()
    uri = f"http://127.0.0.1:{fake.server_address[1]}"
    program = programs.start("import sys\n" + TWICE, uri, RUNLORE_WAIT_SECONDS="0.5")
    program.hear("raised")
    fake.shutdown()
    fake.server_close()
    program.tell()
    waited, code, said = program.hear("away", 20).split(" ", 2)
    program.ends_well()
    assert float(waited) < 5 and code == "TEMPORARILY_UNAVAILABLE" and "RUNLORE_OFFLINE=1" in said
    another = programs.start(BEGINS, uri, RUNLORE_WAIT_SECONDS="0.5", **({"RUNLORE_OFFLINE": offline} if offline else {}))
    if offline:
        another.ends_well(20)
        assert len(programs.left()) == 1 and another.lines.qsize() == 2, "asked, and the end of what it prints"
    else:
        assert "RUNLORE_OFFLINE=1" in another.hear("raised", 20)
        another.ends_well()
        assert programs.left() == []
