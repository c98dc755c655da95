"""Identities of a package's parts: the same package gives the same."""

from uuid import NAMESPACE_URL, uuid5

from vaka.exchange.archive.package import Submission


def identity(one: Submission, of: str) -> str:
    """Give the identity of a part of a package, as XML allows it."""
    return f"uuid-{uuid5(NAMESPACE_URL, f'vaka:{one.name}:{one.made_at.isoformat()}:{of}')}"
