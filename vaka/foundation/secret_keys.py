"""Random secrets that open something by themselves: made once, shown once, kept as a digest."""

import hashlib
import secrets

BYTES = 32


def fresh() -> str:
    """Give a new secret of 256 bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    """Give what is kept of a secret. It is random and long, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
