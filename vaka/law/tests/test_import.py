import subprocess
import sys

PROBE = """
import sys
import vaka.law
print("holidays" in sys.modules)
"""


def test_importing_the_package_does_not_load_the_holidays_library():
    shown = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    ).stdout
    assert shown.strip() == "False"
