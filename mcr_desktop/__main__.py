"""The program's one entrance: with a verb the command line, without one the window.

What each of them needs is only imported once it is known which of them is meant.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from mcr_desktop.cli.arguments import parse


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with these words of the command line; returns its exit code."""
    # The analysis works on many small matrices: several threads would mostly wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options = parse(words)
    if options.verb in (None, "capture"):
        from mcr_desktop.app import run as show

        return show(
            workspace=options.workspace,
            user=options.user,
            passphrase_file=options.passphrase_file,
            capture_only=options.verb == "capture",
        )
    from mcr_desktop.cli.verbs import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
