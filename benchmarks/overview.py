"""How long the overview of a large store takes: ``python -m benchmarks.overview``.

It makes a store of as many actors and interactions as ``--actors`` says (100,000 by
default) in the temporary folder, once, then runs ``reseau network overview`` on it.
"""

import argparse
import os
import subprocess
import sys
import time

from benchmarks.affiliations import affiliations
from benchmarks.crowd import throng


def main() -> None:
    """Print what the command prints, and how long it took."""
    parser = argparse.ArgumentParser(description="Look at a large store.")
    parser.add_argument("--actors", type=int, default=100_000)
    file = throng(affiliations(parser.parse_args().actors))
    surroundings = os.environ | {
        "RESEAU_DATABASE": str(file),
        "RESEAU_LANG": "en",
        "RESEAU_NOW": "2026-11-24T15:00:00+00:00",
    }
    line = [sys.executable, "-m", "reseau", "network", "overview"]
    start, before = time.perf_counter(), os.times()
    subprocess.run(line, env=surroundings, check=True)
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    print(f"\n{spent:.1f} s of processor, {time.perf_counter() - start:.1f} s in all")


if __name__ == "__main__":
    main()
