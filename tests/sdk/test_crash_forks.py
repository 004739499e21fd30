"""Forked children that log and leave in every way that there is: nothing of theirs is lost, and nothing of their parent's."""

import collections
import hashlib
import json

import pytest

from tests.support import servers

FAMILY = """
import hashlib, json, multiprocessing, os, pathlib, signal, sys, threading
import runlore

WAYS = ["end", "return", "_exit", "kill"]

def child(n, parent):
    assert runlore.active_run() is None, "a child has no active run"
    if n % 2:
        log_to_parent(n, parent)
    run = runlore.start_run(run_name=f"child {n}")
    for step in range(50):
        runlore.log_metric("m", n, step=step)
    runlore.log_param("n", n)
    runlore.log_text(f"child {n}", "child.txt")
    runlore.log_table({"n": [n]}, "rows.json")
    if not n % 2:
        log_to_parent(n, parent)
    print("child", n, run.info.run_id, flush=True)
    way = WAYS[n % 4]
    if way == "end":
        runlore.end_run()
    elif way == "_exit":
        os._exit(0)
    elif way == "kill":
        os.kill(os.getpid(), signal.SIGKILL)

def log_to_parent(n, parent):
    for step in range(50):
        runlore.log_metric(f"child{n}", step, step=step, run_id=parent)
    runlore.log_text(f"child {n}", f"children/{n}.txt", run_id=parent)
    runlore.log_table({"n": [n]}, "all.json", run_id=parent)

def fork(n, parent):
    pid = os.fork()
    if pid == 0:
        child(n, parent)
        sys.exit(0)
    def wait():
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert status == (-signal.SIGKILL if n == 3 else 0), f"child {n} ended with {status}"
    return wait

def start(method):
    def start(n, parent):
        process = multiprocessing.get_context(method).Process(target=child, args=(n, parent))
        process.start()
        def wait():
            process.join()
            assert process.exitcode == (-signal.SIGKILL if n == 3 else 0), f"child {n} ended with {process.exitcode}"
        return wait
    return start

def spool():
    found = {}
    for path in sorted(pathlib.Path(os.environ["RUNLORE_SPOOL_DIR"]).glob("*/**/*")):
        if path.is_file() and path.relative_to(os.environ["RUNLORE_SPOOL_DIR"]).parts[0] in mine:
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found

if __name__ == "__main__":
    how, is_away = sys.argv[1], sys.argv[2] == "server away"
    run = runlore.start_run(run_name="parent")
    runlore.log_metric("m", 0, step=0)
    mine = os.listdir(os.environ["RUNLORE_SPOOL_DIR"])
    before = spool() if is_away else None
    print("run", run.info.run_id, flush=True)
    begin = fork if how == "os.fork" else start(how)
    ends = [begin(n, run.info.run_id) for n in range(4)]
    if not is_away:
        for step in range(1, 500):
            runlore.log_metric("m", step, step=step)
            if step % 50 == 49:
                runlore.log_text(str(step), "step.txt")
    for end in ends:
        end()
    after = spool() if is_away else None
    assert not is_away or (before and after == before), f"a child touched the spool of its parent: {before} {after}"
    assert runlore.active_run().info.run_id == run.info.run_id
    if is_away:
        for step in range(1, 500):
            runlore.log_metric("m", step, step=step)
            if step % 50 == 49:
                runlore.log_text(str(step), "step.txt")
    print("logged", flush=True)
    runlore.end_run()
"""

TABLES = """
import json, sys, runlore
print(json.dumps({path: runlore.load_table(path, run_ids=[run])["n"].tolist()
                  for path, run in [("all.json", sys.argv[1])]}))
"""


def rows(programs, uri, path, run_id):
    code = f"import json, runlore\nprint(json.dumps(runlore.load_table({path!r}, run_ids=[{run_id!r}])['n'].tolist()))"
    return programs.run(code, uri)


FAMILIES = [(where, how) for where in ("embedded", "server", "server away") for how in ("os.fork", "fork", "spawn")]
QUICK = {("embedded", "os.fork"), ("server", "os.fork"), ("server away", "fork")}


@pytest.mark.parametrize("where, how", [pytest.param(*family, marks=[pytest.mark.slow] * (family not in QUICK)) for family in FAMILIES])
def test_what_children_log_is_there(programs, tmp_path, where, how):
    database = f"sqlite:///{tmp_path / 'mlflow.db'}"
    server = servers.runlore(tmp_path / "server", database)
    uri = database if where == "embedded" else server.url
    if where == "server":
        server.start()
    try:
        quick = {"RUNLORE_EXIT_SECONDS": "0.3", "RUNLORE_WAIT_SECONDS": "0.3"} if where == "server away" else {}
        program = programs.start(FAMILY, uri, how, where, **quick)
        parent, children = program.hear("run"), {}
        while len(children) < 4:
            n, run_id = program.hear("child").split()
            children[int(n)] = run_id
        program.hear("logged")
        program.ends_well()
        if where == "server away":
            server.start()
        synced = programs.sync()
        assert all((told["refused"], told["problem"]) == (0, None) for told in synced), synced
        assert programs.left() == [], program.said
        for n, run_id in children.items():
            read = programs.read(uri, run_id)
            assert read["info"]["status"] == ("FINISHED" if n < 2 else "RUNNING"), (n, read["info"])
            assert sorted(point[1] for point in read["points"]) == list(range(50))
            assert (read["params"], sorted(read["files"])) == ({"n": str(n)}, ["child.txt", "rows.json"])
            assert rows(programs, uri, "rows.json", run_id) == [n]
        read = programs.read(uri, parent)
        steps = collections.defaultdict(list)
        for key, step, _, _ in read["points"]:
            steps[key].append(step)
        wanted = {"m": list(range(500))} | {f"child{n}": list(range(50)) for n in range(4)}
        assert {key: sorted(found) for key, found in steps.items()} == wanted
        assert read["info"]["status"] == "FINISHED"
        assert sorted(rows(programs, uri, "all.json", parent)) == [0, 1, 2, 3]
        texts = {f"children/{n}.txt": f"child {n}" for n in range(4)} | {"step.txt": "499"}
        digests = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in texts.items()}
        assert {path: found for path, found in read["files"].items() if path != "all.json"} == digests
    finally:
        server.stop()
