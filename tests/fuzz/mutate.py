"""Bending a seed: bytes anywhere, or the parts of a packed file and then packed again.

No coverage-guided fuzzer: atheris would have every reader's libraries built with it, and what
breaks these readers is the shape of packed files, which a list of bends knows better than chance.
"""

import random
import zipfile
from io import BytesIO

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b";", b"\n", b"\r", b"#", b"{", b"}", b"%", b"=",
    b"-",
    b"1e999", b"-0", b"NaN", b"99999999999999999999", b"0000-00-00", b"2024-02-30", b"24:60",
    b"<!ENTITY a 'b'>", b"</row>", b"<c r='ZZZ9999999'/>", b"t='s'><v>999999999</v>", b"\xc3\x28",
    "å".encode(), "\u2028".encode(), b"'; DROP", b"../../x", b"\x1b[2J", b"#VER", b"#KSUMMA",
    b"#RAR 0",
)  # fmt: skip
MOST_BENDS = 6
PART = 2_000_000


def bent(seed: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """Give a seed with some bends; of a packed file mostly within one of its parts."""
    if seed[:2] == b"PK" and chance.random() < 0.8:
        try:
            return _repacked(seed, chance)
        except (zipfile.BadZipFile, NotImplementedError):
            pass
    return _bytes(seed, chance, other)


def _bytes(content: bytes, chance: random.Random, other: bytes) -> bytes:
    held = bytearray(content)
    for _bend in range(chance.randint(1, MOST_BENDS)):
        at = chance.randint(0, len(held))
        to = min(len(held), at + int(chance.expovariate(0.05)))
        match chance.randrange(8):
            case 0:
                held[at:to] = chance.randbytes(to - at)
            case 1:
                del held[at:to]
            case 2:
                held[at:at] = held[at:to] * chance.choice([1, 2, 50])
            case 3 | 4:
                held[at : chance.choice([at, to])] = chance.choice(TOKENS)
            case 5:
                held[at:to] = other[at:to]
            case 6:
                del held[at:]
            case 7:
                if at < len(held):
                    held[at] ^= 1 << chance.randrange(8)
    return bytes(held[:PART])


def _repacked(seed: bytes, chance: random.Random) -> bytes:
    """The packing stays whole, so that the reader behind it is reached."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(seed)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == chosen:
                if chance.random() < 0.05:
                    continue
                content = _bytes(content, chance, b"")
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
