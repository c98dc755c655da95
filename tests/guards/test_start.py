"""A process starts without what only some of its work needs: libraries that are slow to load."""

import subprocess
import sys

SLOW = {"ibis", "sqlglot", "duckdb", "polars", "pandas", "numba", "altair", "openpyxl"}
START = """
import sys, tempfile, pathlib
from vaka.config import product
product.set_up(pathlib.Path(tempfile.mkdtemp()))
import vaka.config.urls
print(*sorted(SLOW & set(sys.modules)))
"""


def test_a_process_starts_without_the_slow_libraries():
    code = f"SLOW = {SLOW!r}{START}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stdout.strip()
