"""The flavor's Python modules without the native half: `from tests.evaluation import pure`, then `from runlore.openai
import _template`. As in `tests.sdk.pure`, the package is a folder of modules, and its `__init__` is not run."""

import sys
import types

from tests.sdk import pure

if "runlore.openai" not in sys.modules:
    package = types.ModuleType("runlore.openai")
    package.__path__ = [str(pure.PACKAGE / "openai")]
    sys.modules["runlore.openai"] = package
