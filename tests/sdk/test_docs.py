"""The examples of the docstrings and of the guide do what they say."""

import re
import textwrap

from tests.support import servers

DOCSTRINGS = """
import doctest, importlib, os, pathlib, sys
import runlore

names = sorted(path.relative_to(pathlib.Path(runlore.__file__).parent).with_suffix("").as_posix().replace("/", ".")
               for path in pathlib.Path(runlore.__file__).parent.rglob("*.py"))
finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
for name in names:
    module = importlib.import_module("runlore" if name == "__init__" else "runlore." + name.removesuffix(".__init__"))
    for example in finder.find(module, extraglobs=vars(runlore)):
        if example.examples:
            os.makedirs(example.name)
            os.chdir(example.name)
            runlore.set_tracking_uri("sqlite:///examples.db")
            runner.run(example)
            os.chdir("..")
failed, attempted = runner.summarize()[:2]
print(attempted)
sys.exit(failed)
"""


def test_docstrings(run_python, tmp_path):
    attempted = int(run_python(DOCSTRINGS, f"sqlite:///{tmp_path / 'examples.db'}").split()[-1])
    assert attempted > 80


def programs(page):
    found = re.findall(r"```python\n(.*?)```", (servers.ROOT / "docs" / page).read_text(), re.DOTALL)
    assert found
    return [textwrap.dedent(program) for program in found]


def test_the_guide(server, run_python):
    for program in programs("python.md"):
        run_python(program, server.url)


def test_the_page_of_evaluations(server, run_python):
    """Its pieces go on from each other, but for the earlier run."""
    first, *others = programs("evaluation.md")
    earlier = "earlier = mlflow.search_runs(output_format='list')[0].info\n"
    run_python("\n".join([first, earlier, *others]), server.url)


def test_the_page_of_the_interface(server, run_python):
    """What it leaves to its reader: prompts, questions, a model and a judge; and where the server is."""
    (program,) = programs("ui.md")
    before = """
prompts, questions = {"terse": "Briefly: {question}", "kind": "Kindly: {question}"}, ["2+2?", "3+3?"]
ask, judge = str.upper, lambda answers: [len(answer) for answer in answers]
"""
    own = program.replace("import mlflow\n", "import runlore as mlflow\n").replace("http://127.0.0.1:5000", server.url)
    run_python(before + own + "\nassert len(mlflow.search_runs(output_format='list')) == 2\n", server.url)
