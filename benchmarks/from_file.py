"""One run of the trends over a workspace file, as a new process sees it: prints figures as JSON.

python -m benchmarks.from_file WORKSPACE
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter, process_time, time

from benchmarks.workspace import DAY
from mcr_desktop.services.trends import TrendService
from mcr_desktop.wiring import acting, open_workspace


def main() -> None:
    """Open, judge, and tell how long each took."""
    with open_workspace(Path(sys.argv[1]), None, lambda: DAY) as workspace:
        actor = acting(workspace.services, "Root")
        service = TrendService(workspace.database, workspace.now)
        ready, start, busy = time(), perf_counter(), process_time()
        report = service.report(actor)
        figures = {
            "ready": ready,
            "seconds": perf_counter() - start,
            "processor": process_time() - busy,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "complaints": report.complaints,
            "rises": len(report.rises),
        }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
