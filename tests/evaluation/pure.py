"""The flavor's Python modules without the native half: `from tests.evaluation import pure`, then `from runlore.openai
import _template`. As in `tests.sdk.pure`, the package is a folder of modules, and its `__init__` is not run."""

import sys
import types

from tests.sdk import pure

if "runlore.openai" not in sys.modules:
    package = types.ModuleType("runlore.openai")
    package.__path__ = [str(pure.PACKAGE / "openai")]
    sys.modules["runlore.openai"] = package


def with_native():
    """The native half too, for modules that ask models through it."""
    from importlib.machinery import ExtensionFileLoader
    from importlib.util import module_from_spec, spec_from_file_location

    from tests.sdk.conftest import native_library

    name = "runlore._native"
    if name not in sys.modules:
        path = str(native_library())
        spec = spec_from_file_location(name, path, loader=ExtensionFileLoader(name, path))
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
        sys.modules["runlore"]._native = sys.modules[name]
