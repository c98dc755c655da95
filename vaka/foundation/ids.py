"""Time-ordered identities (UUID version 7, RFC 9562), so that indexes grow at their end."""

import secrets
import time
import uuid
from collections.abc import Callable
from datetime import datetime

Bits = Callable[[int], int]


def uuid7(at: datetime | None = None, bits: Bits = secrets.randbits) -> uuid.UUID:
    """Give an identity whose first 48 bits are milliseconds since 1970.

    Args:
        at: the moment to write into it; now when left out.
        bits: gives n random bits; a seeded generator's `getrandbits` repeats a demo to the bit.
    """
    millis = int((at.timestamp() if at else time.time()) * 1000)
    tail = bits(74)
    value = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | (tail >> 62) << 64 | 0b10 << 62
    return uuid.UUID(int=value | tail & (1 << 62) - 1)
