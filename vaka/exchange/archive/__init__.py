"""Archive packages after FGS Paketstruktur 2.0, which is E-ARK CSIP 2.1.0 with E-ARK SIP 2.1.0.

One ZIP holds one submission: a root METS, one representation with its own METS and data, Dublin
Core about the whole and PREMIS about what was done and each file's digest. An independent
validator judges it in the tests.
"""

from vaka.exchange.archive.package import Agent, Content, Event, Submission
from vaka.exchange.archive.writer import written

__all__ = ["Agent", "Content", "Event", "Submission", "written"]
