"""The package's Python modules without its native half: `from tests.sdk import pure`, then `from runlore import tables`.

What these modules do is no matter of the native library, so their tests need no build of it. The package is entered
as a folder of modules only; its `__init__`, which loads the library, is not run.
"""

import sys
import types

from tests.support import servers

PACKAGE = servers.ROOT / "python" / "runlore"

if "runlore" not in sys.modules:
    package = types.ModuleType("runlore")
    package.__path__ = [str(PACKAGE)]
    sys.modules["runlore"] = package
