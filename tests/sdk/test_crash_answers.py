"""A server that does what it was asked and whose answer is lost, so that it is asked again."""

import hashlib

import pytest

from tests.support.proxy import Losing, Proxy
from tests.support.rows import query

LOGS = """
import json, os, runlore, sys
run = runlore.start_run(tags={"to go": 1})
with open("large.bin", "wb") as file:
    file.write(bytes(9 << 20))
for i in range(60):
    runlore.log_metric("m", i, step=i)
    runlore.log_param(f"p{i}", i)
    runlore.set_tag("t", i)
    runlore.log_text(f"text {i}", f"texts/{i}.txt")
    runlore.log_text(f"text {i}", "same.txt")
    if i % 4 == 0:
        runlore.log_table({"n": [i], "more": [f"row {i}"]}, "rows.json")
    if i % 20 == 10:
        runlore.flush()
runlore.delete_tag("to go")
runlore.log_artifact("large.bin")
runlore.log_input(runlore.data.from_dict({"a": [1, 2]}, name="numbers"))
runlore.end_run()
runlore.flush()
print(json.dumps(run.info.run_id))
"""

ROWS = """
import json, runlore, sys
print(json.dumps(runlore.load_table("rows.json", run_ids=[sys.argv[1]])["n"].tolist()))
"""

LOST = {"answers": Losing("^(POST|PUT) "), "answers to records": Losing("POST .*/ingest"),
        "answers to rows": Losing("POST .*/tables/append"), "answers to files": Losing("^PUT "),
        "requests": Losing("^(POST|PUT) ", request=True), "requests with files": Losing("^PUT ", request=True)}


def prove(read, rows):
    assert sorted(point[1] for point in read["points"]) == list(range(60))
    assert read["params"] == {f"p{i}": str(i) for i in range(60)}
    assert read["tags"]["t"] == "59" and "to go" not in read["tags"]
    assert read["info"]["status"] == "FINISHED"
    texts = {f"texts/{i}.txt": f"text {i}".encode() for i in range(60)}
    files = texts | {"same.txt": b"text 59", "large.bin": bytes(9 << 20)}
    found = {path: digest for path, digest in read["files"].items() if path != "rows.json"}
    assert found == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    assert rows == list(range(0, 60, 4))


# The first is of every kind; the others say which kind it is.
@pytest.mark.parametrize("what", [what if what == "answers" else pytest.param(what, marks=pytest.mark.slow) for what in LOST])
def test_on_runlore_every_record_is_there_once(programs, server, what):
    with Proxy(server.port, LOST[what]) as proxy:
        run_id = programs.run(LOGS, proxy.url)
    lost = sum(lost for _, lost in proxy.asked)
    print(f"{lost} of {len(proxy.asked)} {what} lost")
    assert lost > 3
    prove(programs.read(server.url, run_id), programs.run(ROWS, server.url, run_id))
    database = f"sqlite:///{server.folder / 'mlflow.db'}"
    assert query(database, "SELECT count(*) FROM runs") == query(database, "SELECT count(*) FROM inputs") == [(1,)]
    assert query(database, "SELECT * FROM runlore_refused_records") == []
    assert programs.left() == []
