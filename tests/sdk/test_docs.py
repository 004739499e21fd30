"""The examples of the docstrings and of the guide do what they say."""

import re

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


def test_the_guide(server, run_python):
    text = (servers.ROOT / "docs" / "python.md").read_text()
    programs = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert programs
    for program in programs:
        run_python(program, server.url)
