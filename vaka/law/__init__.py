"""What the law says and when, the clocks, and the verdict that a rule returns."""

from vaka.law import clock
from vaka.law.period import Period
from vaka.law.values import cite, value
from vaka.law.verdict import Verdict, require

__all__ = ["Period", "Verdict", "cite", "clock", "require", "value"]
