"""`python -m tests.matrix check|write|sites [AREA…] [--data DIR] [--planted FILE:LINE]`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.matrix import plant, rows, sheet, world


def main() -> int:
    """Try the rows; `write` keeps what came of it, `check` tells of each difference."""
    parser = argparse.ArgumentParser(prog="python -m tests.matrix", description=__doc__)
    parser.add_argument("what", choices=("check", "write", "sites"))
    parser.add_argument("areas", nargs="*")
    parser.add_argument("--data", type=Path, help="a demo built by this module; else one is made")
    parser.add_argument("--part", default="1/1", help="2/3 tries the second third of the areas")
    parser.add_argument("--quick", action="store_true", help="only pages opened and actions done")
    parser.add_argument("--planted", help="FILE:LINE of a check to take out first")
    asked = parser.parse_intermixed_args()
    if asked.what == "sites":
        sys.stdout.write("".join(f"{site}\n" for site in plant.sites(asked.areas)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        data = asked.data or world.built(Path(folder))
        with world.opened(data):
            if asked.planted:
                rows.import_all()
                plant.take_out(asked.planted)
            return sheet.gone_through(asked.what, asked.areas, asked.part, quick=asked.quick)


if __name__ == "__main__":
    sys.exit(main())
