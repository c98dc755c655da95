"""The process whose writes are written down: `python -m tests.faults.recorded DATA TOLD SEED N`."""

import sys
from pathlib import Path


def main() -> None:
    """Do some turns of the load on a directory; the words of the list are its last call each."""
    data, told, seed, turns = sys.argv[1:]
    from vaka.config import product

    product.set_up(Path(data))
    from tests.faults.load import Load

    Load(Path(data), Path(told), seed).run(int(turns))


if __name__ == "__main__":
    main()
