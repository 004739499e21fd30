"""Files: lists, reads, writes, deletes, and paths that must not leave the root."""

from urllib.parse import quote

from tests.oracle import seed
from tests.oracle.corpus import scenario
from tests.oracle.ids import DELETED, MODELS, NO_RUN, RUNS, experiment

RUN = RUNS[0]
DEAD = next(run for run in RUNS if run in DELETED)
BASE = "/api/2.0/mlflow-artifacts/artifacts"
ROOT = f"{BASE}/{experiment('alpha')}/{RUN}/artifacts"
SHOWN = ("content-disposition", "x-content-type-options", "accept-ranges", "content-range", "content-length")
ESCAPES = ["../a.txt", "..", "../../../../etc/passwd", "dir/../../../x", "%2e%2e/a.txt", "%2e%2e%2fa.txt", "..%2fa.txt",
           "%252e%252e/a.txt", "%252e%252e%252f", "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "file:/etc/passwd",
           "..\\a.txt", "C:\\x", "C:/x", "\\\\host\\share", "dir/..", "dir/./b.json", "./a.txt", "a#b", "a%23b", "a?b",
           "a%00b", "http://host/x", "dir//b.json", "....//a.txt", "a.txt/..", "%c0%ae%c0%ae/", "~/x", "$HOME"]


@scenario
def lists(s):
    for path in [None, "", "dir", "dir/", "dir/deeper", "nope", "a.txt", "spa ce.txt", "100%.txt", "ü.md"]:
        s.get("artifacts/list", {"run_id": RUN} | ({} if path is None else {"path": path}))
    s.get("artifacts/list", {"run_uuid": RUN})
    s.get("artifacts/list", {"run_id": RUNS[1]})
    s.get("artifacts/list", {"run_id": DEAD})
    s.get("artifacts/list", {"run_id": RUN, "page_token": "x"})
    for run in ["", NO_RUN, "x"]:
        s.get("artifacts/list", {"run_id": run})
    s.get("artifacts/list")
    s.get("artifacts/list", {"path": "dir"})
    for path in ESCAPES:
        s.get("artifacts/list", {"run_id": RUN, "path": path})


@scenario
def proxied_lists(s):
    home = f"{experiment('alpha')}/{RUN}/artifacts"
    for path in [None, "", home, f"{home}/dir", f"{home}/dir/", f"{home}/dir/deeper", f"{home}/nope", f"{home}/a.txt", "nope",
                 experiment("alpha")]:
        s.get(BASE, None if path is None else {"path": path})
    for path in ESCAPES:
        s.get(BASE, {"path": path})


@scenario
def reads(s):
    for name in seed.ARTIFACTS:
        s.get(f"{ROOT}/{quote(name)}", show=SHOWN)
    for name in ["nope", "dir", "dir/", "", "dir/nope", "a.txt/x"]:
        s.get(f"{ROOT}/{quote(name)}")
    for name in ["a+b.png", "100%25.txt", "50%2525.txt", "%61.txt", "dir%2Fb.json"]:
        s.get(f"{ROOT}/{name}", show=SHOWN)


@scenario
def ranges(s):
    for value in ["bytes=0-9", "bytes=10-", "bytes=-5", "bytes=0-0", "bytes=10000-10300", "bytes=10239-10239", "bytes=0-99999"]:
        s.get(f"{ROOT}/dir/deeper/c.bin", headers={"Range": value}, show=SHOWN)


@scenario
def reads_through_runs(s):
    for name in seed.ARTIFACTS:
        s.get("/get-artifact", {"run_id": RUN, "path": name}, show=("content-type", "content-disposition"))
    s.get("/get-artifact", {"run_uuid": RUN, "path": "a.txt"})
    for query in [{"run_id": RUN, "path": "nope"}, {"run_id": RUN, "path": "dir"}, {"run_id": NO_RUN, "path": "a.txt"},
                  {"run_id": RUN, "path": ""}, {"run_id": RUN}, {"path": "a.txt"}, {}]:
        s.get("/get-artifact", query)
    for path in ESCAPES:
        s.get("/get-artifact", {"run_id": RUN, "path": path})


@scenario
def reads_of_models(s):
    for name in list(seed.ARTIFACTS)[:8] + ["nope", "dir", "", *ESCAPES[:12]]:
        s.get(f"/ajax-api/2.0/mlflow/logged-models/{MODELS[0]}/artifacts/files", {"artifact_file_path": name},
              show=("content-type", "content-disposition"))
    s.get(f"/ajax-api/2.0/mlflow/logged-models/{MODELS[0]}/artifacts/files")
    s.get(f"/ajax-api/2.0/mlflow/logged-models/m-{NO_RUN}/artifacts/files", {"artifact_file_path": "a.txt"})


@scenario
def writes(s):
    for name in ["new.txt", "deep/er/new.txt", "ü ö.txt", "a+b.txt", "100%.txt", "c#3", "q?", "[1]", "a~b", "trail ", "x" * 255,
                 "UPPER", ".hidden", "a b/c d"]:
        s.put(f"{ROOT}/{quote(name)}", b"content of " + name.encode())
        s.get(f"{ROOT}/{quote(name)}")
    s.put(f"{ROOT}/new.txt", b"again")
    s.get(f"{ROOT}/new.txt")
    s.put(f"{ROOT}/empty", b"")
    s.get(f"{ROOT}/empty")
    s.put(f"{ROOT}/typed", b"{}", headers={"Content-Type": "application/json"})
    s.put(f"{ROOT}/slash/", b"x")
    s.put(f"{ROOT}/dir", b"over a folder")
    s.put(f"{ROOT}/a.txt/below-a-file", b"x")
    s.get("artifacts/list", {"run_id": RUN})
    s.put(f"{BASE}/anywhere/else.txt", b"x")
    s.get(BASE, {"path": "anywhere"})


@scenario
def writes_outside(s):
    for path in ESCAPES:
        if "?" not in path and "#" not in path and " " not in path:
            s.put(f"{ROOT}/{path}", b"escaped")
    for path in ESCAPES:
        s.get(f"{BASE}/{quote(path, safe='')}")
        s.delete(f"{BASE}/{quote(path, safe='')}")


@scenario
def deletes(s):
    s.delete(f"{ROOT}/a.txt")
    s.delete(f"{ROOT}/a.txt")
    s.get(f"{ROOT}/a.txt")
    s.delete(f"{ROOT}/dir")
    s.get(f"{ROOT}/dir/b.json")
    s.delete(f"{ROOT}/nope/deep")
    s.get("artifacts/list", {"run_id": RUN})


@scenario
def uploads(s):
    where = "/ajax-api/2.0/mlflow/upload-artifact"
    s.send("POST", where, query={"run_uuid": RUN, "path": "up.txt"}, body=b"uploaded")
    s.get("/get-artifact", {"run_id": RUN, "path": "up.txt"})
    s.send("POST", where, query={"run_uuid": RUN, "path": "deep/up.txt"}, body=b"uploaded")
    s.send("POST", where, query={"run_uuid": RUN, "path": "big"}, body=b"x" * (10 * 1024 * 1024 + 1))
    for query in [{"run_uuid": RUN}, {"path": "x"}, {}, {"run_uuid": NO_RUN, "path": "x"}, {"run_uuid": RUN, "path": ""},
                  {"run_uuid": RUN, "path": "../x"}, {"run_uuid": RUN, "path": "/etc/x"}, {"run_id": RUN, "path": "x"}]:
        s.send("POST", where, query=query, body=b"x")
    s.send("POST", where, query={"run_uuid": RUN, "path": "empty"}, body=b"")


@scenario
def multipart_and_presigned(s):
    s.post("/api/2.0/mlflow-artifacts/mpu/create/dir", {"path": "dir/x.bin", "num_parts": 2})
    s.post("/api/2.0/mlflow-artifacts/mpu/create/dir", {})
    s.post("/api/2.0/mlflow-artifacts/mpu/complete/dir", {"path": "x", "upload_id": "u", "parts": []})
    s.post("/api/2.0/mlflow-artifacts/mpu/abort/dir", {"path": "x", "upload_id": "u"})
    s.get(f"/api/2.0/mlflow-artifacts/presigned/{experiment('alpha')}/{RUN}/artifacts/a.txt")
    s.get("artifacts/presigned-upload-url", {"run_id": RUN, "path": "a.txt"})
    s.get("artifacts/presigned-download-url", {"run_id": RUN, "path": "a.txt"})
    s.post("artifacts/presigned-upload-url", {"run_id": RUN, "path": "a.txt"})
    s.post("artifacts/presigned-download-url", {"run_id": RUN, "path": "a.txt"})
