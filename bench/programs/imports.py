"""What `import` costs in a fresh process."""

import json
import sys
import time

import memory

begin = time.perf_counter()
if sys.argv[1] == "runlore":
    import runlore  # noqa: F401
else:
    import mlflow  # noqa: F401
ms = (time.perf_counter() - begin) * 1000
print(json.dumps({"ms": ms, "rss_mib": memory.peak_mib()}))
