"""Breaks one promise of the code at a time, in a work tree of its own, and runs the tests that must notice.

    python -m tests.mutations [NAME ...]

Each mutation replaces one text in one file. The tests pass without it (`make test`), so one that fails here was
failed by it. A text that is no longer there is an error: the mutation has to follow the code.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# name: (file, the text, what becomes of it, the tests)
MUTATIONS = {
    "fsync of the database": (
        "crates/store/src/db/sqlite/open.rs",
        "PRAGMA synchronous = FULL",
        "PRAGMA synchronous = OFF",
        ["pytest", "tests/loss/test_order.py"],
    ),
    "fsync of an artifact": (
        "crates/artifacts/src/local/write.rs",
        "        self.file.sync_all()?;\n",
        "",
        ["nextest", "runlore-artifacts", "durable"],
    ),
    "NaN is kept": (
        "crates/domain/src/metric.rs",
        "if value.is_nan() { (0.0, true) }",
        "if value.is_nan() { (0.0, false) }",
        ["nextest", "runlore-store", "lane::tests"],
    ),
    "tie-break of a search": (
        "crates/store/src/search/keyset.rs",
        "    sql.push(id);\n}",
        "    sql.push(\"(SELECT 1)\");\n}",
        ["pytest", "tests/oracle/test_differential.py"],
    ),
    "a run must be active": (
        "crates/store/src/runs/log_batch.rs",
        "Some(LifecycleStage::Deleted) => Err(deleted(id)),",
        "Some(LifecycleStage::Deleted) => Ok(()),",
        ["nextest", "runlore-store", "contract"],
    ),
    "links stay inside": (
        "crates/artifacts/src/local/access.rs",
        "else { return Err(refused) };",
        "else { return Ok((path.to_owned(), dir.metadata(\".\")?)) };",
        ["nextest", "runlore-artifacts", "local"],
    ),
    "a deadlock repeats the group": (
        "crates/store/src/lane/group.rs",
        "const REPEATS: u32 = 8;",
        "const REPEATS: u32 = 0;",
        ["nextest", "runlore-store", "lane::tests"],
    ),
    "a failed group is applied one by one": (
        "crates/store/src/lane/group.rs",
        "        _ => Failed::Next,\n",
        "        _ => Failed::Lost(error),\n",
        ["nextest", "runlore-store", "lane::tests"],
    ),
    "a record counts once": (
        "crates/store/src/ingest.rs",
        "|record| record.number > before",
        "|record| record.number > 0",
        ["nextest", "runlore-store", "what_is_sent_again_is_skipped"],
    ),
    "rows count once": (
        "crates/store/src/tables/append.rs",
        "append.now)? >= spool.number",
        "append.now)? > spool.number + 100",
        ["nextest", "runlore-store", "a_resend_is_skipped"],
    ),
    "a table is forgotten at the version that was seen": (
        "crates/store/src/tables/change.rs",
        "AND id = $3 AND version = $4\",\n                &key(seen),",
        "AND id = $3 AND version >= $4\",\n                &key(seen),",
        ["nextest", "runlore-store", "a_replaced_table_is_forgotten"],
    ),
    "what a late file lacks is pending again": (
        "crates/store/src/tables/change.rs",
        "SET merged = NULL",
        "SET merged = merged",
        ["nextest", "runlore-server", "a_slow_process_puts_its_file_over_a_newer_one"],
    ),
    "a stranger's file is known by its checksum": (
        "crates/server/src/tables/current.rs",
        "publication.checksum == checksum",
        "publication.checksum == checksum || true",
        ["nextest", "runlore-server", "a_stranger_comes_in_between"],
    ),
    "the base is the one that the list is for": (
        "crates/server/src/tables/composed.rs",
        "if opened.etag != expected.etag {",
        "if opened.etag.is_empty() {",
        ["nextest", "runlore-server", "tables::crowd"],
    ),
    "a list that is cut stays a list": (
        "crates/store/src/runs/long_values.rs",
        "key == LOGGED_ARTIFACTS_TAG",
        "key.is_empty()",
        ["pytest", "tests/client/test_tables.py"],
    ),
    "a sign of life never goes back in time": (
        "crates/store/src/runs/heartbeats.rs",
        " WHERE excluded.seen > runlore_heartbeats.seen",
        "",
        ["nextest", "runlore-store", "a_clock_that_steps_back"],
    ),
    "a run is closed by one server only": (
        "crates/store/src/runs/lost.rs",
        "LIMIT {CLOSED_AT_ONCE}{lock}",
        "LIMIT {CLOSED_AT_ONCE}",
        ["nextest", "runlore-store", "replicas"],
    ),
    "latest is by step, time and value": (
        "crates/store/src/runs/log_metrics.rs",
        "WHERE (excluded.step, excluded.timestamp, excluded.value) > \\",
        "WHERE (excluded.timestamp, excluded.step, excluded.value) > \\",
        ["nextest", "runlore-store", "lane::tests"],
    ),
}


def command(tests):
    runner, *rest = tests
    if runner == "nextest":
        package, name = rest
        return ["cargo", "nextest", "run", "--locked", "--no-fail-fast", "-p", package, name]
    return ["bash", "-c", "cargo build -q --locked -p runlore-cli && exec " + " ".join(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *rest])]


def failed_tests(output):
    names = re.findall(r"^\s+(?:FAIL|TRY \d FAIL) .*?\)\s+(\S+ \S+)$|^FAILED (\S+)", output, re.M)
    return sorted({a or b for a, b in names})


def main(chosen):
    unknown = set(chosen) - set(MUTATIONS)
    if unknown:
        sys.exit(f"no such mutation: {', '.join(sorted(unknown))}; there are: {'; '.join(MUTATIONS)}")
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target" / "mutations"))
    environment = {**os.environ, "CARGO_TARGET_DIR": target, "RUNLORE_BIN": f"{target}/debug/runlore"}
    survived = []
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", tree, "HEAD"], cwd=ROOT, check=True)
        try:
            for name in chosen or MUTATIONS:
                file, text, instead, tests = MUTATIONS[name]
                path = tree / file
                code = path.read_text()
                if code.count(text) != 1:
                    sys.exit(f"{name}: {file} has the text {code.count(text)} times, not once: {text!r}")
                path.write_text(code.replace(text, instead))
                done = subprocess.run(command(tests), cwd=tree, env=environment, text=True, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                path.write_text(code)
                caught = failed_tests(done.stdout)
                print(f"{'caught  ' if caught else 'SURVIVED'}  {name}: {', '.join(caught[:3])}", flush=True)
                if not caught:
                    survived.append(name)
                    print(done.stdout[-2000:])
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)
    print(f"{len(chosen or MUTATIONS) - len(survived)} passed, {len(survived)} failed")
    sys.exit(1 if survived else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
