"""The corpus: scenarios by module. Each is played on its own fresh copy of the seeded database."""

import importlib
import pkgutil
from dataclasses import dataclass
from typing import Callable

SCENARIOS: dict[str, "Scenario"] = {}


@dataclass
class Scenario:
    """A function that talks to a session; `args` go to both servers."""

    name: str
    play: Callable
    args: tuple = ()

    @property
    def module(self):
        return self.name.split("/")[0]


def scenario(play=None, *, args=()):
    """Registers a scenario as `module/function`."""
    if play is None:
        return lambda function: scenario(function, args=args)
    module = play.__module__.rsplit(".", 1)[1]
    name = f"{module}/{play.__name__}"
    SCENARIOS[name] = Scenario(name, play, tuple(args))
    return play


def load():
    """All scenarios, in a stable order."""
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return SCENARIOS
