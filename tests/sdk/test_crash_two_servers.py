"""Programs of two servers with one folder for their spools: each record goes to its own server, and there once."""

import pytest

from tests.support import servers
from tests.support.rows import query

LOGS = """
import sys, runlore
name = sys.argv[1]
run = runlore.start_run(run_name=name)
print("run", run.info.run_id, flush=True)
sys.stdin.readline()
for i in range(1000):
    runlore.log_metric("m", i, step=i)
    if i % 20 == 0:
        runlore.set_tag(f"t{i}", name)
        runlore.log_text(f"{name} {i}", f"texts/{i}.txt")
        runlore.log_table({"n": [i], "name": [name]}, "rows.json")
print("logged", flush=True)
sys.stdin.readline()
"""

ROWS = """
import json, runlore, sys
frame = runlore.load_table("rows.json", run_ids=[sys.argv[1]])
print(json.dumps(list(zip(frame["n"].tolist(), frame["name"].tolist()))))
"""


def prove(programs, server, run_id, name, status):
    """The server has this run, whole, and nothing of the other one."""
    read, twenties = programs.read(server.url, run_id), range(0, 1000, 20)
    assert (read["info"]["status"], read["info"]["run_name"]) == (status, name)
    assert sorted(point[1] for point in read["points"]) == list(range(1000))
    assert {key: value for key, value in read["tags"].items() if key[0] == "t"} == {f"t{i}": name for i in twenties}
    assert set(read["files"]) == {"rows.json", *(f"texts/{i}.txt" for i in twenties)}
    assert programs.run(ROWS, server.url, run_id) == [[i, name] for i in twenties]
    database = f"sqlite:///{server.folder / 'mlflow.db'}"
    assert query(database, "SELECT run_uuid FROM runs") == [(run_id,)]
    assert query(database, "SELECT DISTINCT run_uuid FROM metrics") == [(run_id,)]
    assert query(database, "SELECT DISTINCT run_uuid FROM runlore_tables") == [(run_id,)]
    assert query(database, "SELECT * FROM runlore_refused_records") == []


@pytest.mark.parametrize("first_is", ["up", "away, and its program killed"])
def test_each_record_goes_to_its_own_server(programs, tmp_path, first_is):
    first, second = servers.runlore(tmp_path / "first"), servers.runlore(tmp_path / "second").start()
    try:
        if first_is == "up":
            first.start()
        one, two = (programs.start(LOGS, server.url, name) for server, name in ((first, "one"), (second, "two")))
        runs = one.hear("run"), two.hear("run")
        for program in (one, two):
            program.tell()
        for program in (one, two):
            program.hear("logged")
        if first_is == "up":
            one.tell()
            one.ends_well()
        else:
            one.kill()
        two.tell()
        two.ends_well()
        if first_is != "up":
            assert len(programs.left()) == 1, "what the killed program left waits for its own server"
            first.start()
            assert [told["tracking_uri"] for told in programs.sync()] == [first.url]
        prove(programs, first, runs[0], "one", "FINISHED" if first_is == "up" else "RUNNING")
        prove(programs, second, runs[1], "two", "FINISHED")
        assert programs.left() == []
    finally:
        first.stop()
        second.stop()
