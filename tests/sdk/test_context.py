"""The tags of a run say what the stock client's say, from git's files alone."""

import json
import os
import random
import subprocess
import sys

import pytest
from mlflow.utils import git_utils

from tests.sdk import pure
from runlore import _git, _gitignore, context

AUTHOR = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a",
          "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_ALLOW_PROTOCOL": "file"}


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    for name, value in AUTHOR.items():
        monkeypatch.setenv(name, value)


def git(folder, *arguments):
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """A repository with a commit, a folder and a program."""
    folder = tmp_path / "repository"
    (folder / "some" / "folder").mkdir(parents=True)
    (folder / "some" / "folder" / "program.py").write_text("")
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def check(folder):
    """What the stock client finds for a program in the folder, and so do we."""
    path = str(folder / "program.py")
    (folder / "program.py").touch()
    commit = git_utils.get_git_commit(path)
    theirs = None if commit is None else (commit, git_utils.get_git_branch(path), git_utils.get_git_repo_url(path))
    ours = _git.checkout(str(folder))
    assert ours == theirs
    return ours


def test_a_branch(repository):
    assert check(repository / "some" / "folder") == (git(repository, "rev-parse", "HEAD"), "main", None)
    git(repository, "checkout", "-q", "-b", "feature/x")
    git(repository, "commit", "-q", "--allow-empty", "-m", "second")
    assert check(repository / "some" / "folder").branch == "feature/x"
    git(repository, "pack-refs", "--all")
    assert check(repository).commit == git(repository, "rev-parse", "HEAD")
    git(repository, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(repository, "symbolic-ref", "HEAD", "refs/heads/alias")
    assert check(repository).commit == git(repository, "rev-parse", "main")


def test_no_branch_no_commit_and_no_repository(repository, tmp_path):
    git(repository, "checkout", "-q", "--detach")
    assert check(repository).branch is None
    git(tmp_path, "init", "-q", "empty")
    assert check(tmp_path / "empty") is None
    (tmp_path / "plain").mkdir()
    assert check(tmp_path / "plain") is None
    (tmp_path / "plain" / ".git").write_text("nonsense")
    assert check(tmp_path / "plain") is None


@pytest.mark.parametrize("url", [
    "https://example.com/a/b.git", "https://user:secret@example.com/a/b.git", "https://token@example.com:8443/a@b.git",
    "git@example.com:a/b.git", "/a/path with spaces", "ssh://git@example.com/a/b.git", "file:///a/b", "https://u:p@ss@example.com/a",
])
def test_the_first_remote_without_its_credentials(repository, url):
    git(repository, "remote", "add", "upstream", url)
    git(repository, "remote", "add", "another", "https://example.com/other.git")
    git(repository, "config", "remote.upstream.pushurl", "https://example.com/push.git")
    found = check(repository).url
    assert found and "secret" not in found


def test_a_worktree_and_a_submodule(repository, tmp_path):
    git(repository, "remote", "add", "origin", "https://example.com/a.git")
    git(repository, "worktree", "add", "-q", "-b", "side", str(tmp_path / "worktree"))
    git(tmp_path / "worktree", "commit", "-q", "--allow-empty", "-m", "on the side")
    assert check(tmp_path / "worktree" / "some" / "folder").branch == "side"
    git(tmp_path, "init", "-q", "-b", "main", "outer")
    git(tmp_path / "outer", "submodule", "--quiet", "add", str(repository), "inner")
    git(tmp_path / "outer", "commit", "-q", "-m", "outer")
    assert check(tmp_path / "outer" / "inner" / "some").url == str(repository)
    assert check(tmp_path / "outer").url is None


def test_a_program_in_a_folder_that_git_ignores(repository):
    ignored = repository / ".venv" / "bin"
    ignored.mkdir(parents=True)
    (ignored / "program.py").write_text("")
    assert check(ignored) is not None
    (repository / ".venv" / ".gitignore").write_text("*\n")
    assert check(ignored) is None
    (repository / ".venv" / ".gitignore").unlink()
    (repository / ".git" / "info" / "exclude").write_text(".venv/\n")
    assert check(ignored) is None
    assert check(repository / "some") is not None


NAMES = ["a", "b", "build", ".venv", "bin", "x.y", "a b"]
ATOMS = [*NAMES, "*", "?", "**", "b*", "*.y", "[ab]", "[!a]", "[a-c]", "*v*", "bui?d", "\\#x", "[z-a]"]


def rule(source):
    pattern = "/".join(source.choice(ATOMS) for _ in range(source.choice([1, 1, 1, 2, 2, 3])))
    before, after = source.choice(["", "", "/", "!", "!/", "#"]), source.choice(["", "", "/", "  "])
    return before + pattern + after


def test_the_rules_of_what_is_ignored_are_gits(repository):
    folders = sorted({path for a in NAMES for b in NAMES[:4] for c in NAMES[:3] for path in (a, f"{a}/{b}", f"{a}/{b}/{c}")})
    for path in folders:
        (repository / path).mkdir(exist_ok=True)
    exclude = repository / ".git" / "info" / "exclude"
    found = 0
    for seed in range(150):
        source = random.Random(seed)
        written = [repository / path / ".gitignore" for path in ["", *source.sample(folders, 2)]]
        for file in written:
            file.write_text("\n".join(rule(source) for _ in range(source.randrange(5))) + "\n")
        exclude.write_text(rule(source) if source.random() < 0.3 else "")
        told = subprocess.run(["git", "-C", str(repository), "check-ignore", "--stdin", "-z"], input="\0".join(folders) + "\0",
                              capture_output=True, text=True).stdout.split("\0")
        ours = {path for path in folders if _gitignore.ignored(str(repository), str(exclude), str(repository / path))}
        assert ours == set(told) - {""}, {str(file): file.read_text() for file in [*written, exclude]}
        found += 0 < len(ours) < len(folders)
        for file in written:
            file.unlink()
    assert found > 50


PROGRAM = f"""
import json, sys
sys.path.insert(0, {str(pure.PACKAGE.parent.parent)!r})
if sys.argv[1] == "stock":
    from mlflow.tracking.context.registry import resolve_tags as tags
else:
    from tests.sdk import pure
    from runlore.context import tags
print(json.dumps(tags()))
"""


def tags_of(program, whose, folder, **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MLFLOW_", "RUNLORE_", "LOGNAME", "USER"))}
    done = subprocess.run([sys.executable, *program, whose], cwd=folder, env=clean | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("environment", [
    {}, {"LOGNAME": "bob", "USER": "ann"}, {"MLFLOW_TRACKING_USERNAME": "on the server", "USER": "ann"},
    {"MLFLOW_RUN_CONTEXT": '{"mlflow.source.name": "job", "n": "1"}'}, {"HOME": "home"},
], ids=str)
def test_a_program_has_the_stock_tags(repository, tmp_path, environment):
    (repository / "some" / "folder" / "program.py").write_text(PROGRAM)
    (tmp_path / "home" / ".mlflow").mkdir(parents=True)
    (tmp_path / "home" / ".mlflow" / "credentials").write_text("[mlflow]\nmlflow_tracking_username = 100%kept\n")
    if "HOME" in environment:
        environment = {"HOME": str(tmp_path / "home")}
    ours = tags_of(["some/folder/program.py"], "ours", repository, **environment)
    if "HOME" in environment:  # which is a broken file to the stock client
        assert ours["mlflow.user"] == "100%kept"
        return
    assert ours == tags_of(["some/folder/program.py"], "stock", repository, **environment)
    assert ours["mlflow.source.git.branch"] == "main" and ours["mlflow.source.type"] == "LOCAL"
    within = tags_of(["program.py"], "ours", repository / "some" / "folder", **environment)
    assert within == {**ours, "mlflow.source.name": within["mlflow.source.name"]}


def test_a_program_without_a_file(repository, tmp_path):
    for folder in (repository, tmp_path):
        assert tags_of(["-c", PROGRAM], "ours", folder) == tags_of(["-c", PROGRAM], "stock", folder)


def test_a_variable_that_is_no_json_is_left_out(monkeypatch, caplog):
    monkeypatch.setenv("MLFLOW_RUN_CONTEXT", "{")
    assert "mlflow.user" in context.tags() and "MLFLOW_RUN_CONTEXT is no JSON object" in caplog.text
    monkeypatch.setenv("RUNLORE_TRACKING_USERNAME", "ours first")
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", "theirs")
    assert context.tags()["mlflow.user"] == "ours first"
