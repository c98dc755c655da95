"""Swedish words for numbers: `tjugofem`, `etthundra`, `tvåhundrafemtio`, `noll`."""

from __future__ import annotations

import re
from functools import lru_cache

ONES = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7,
    "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14,
    "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19,
}  # fmt: skip
TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
    "åttio": 80, "nittio": 90,
}  # fmt: skip
ORDINALS = {
    "första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7,
    "åttonde": 8, "nionde": 9, "tionde": 10, "elfte": 11, "tolfte": 12, "tjugonde": 20,
    "femtonde": 15, "hundrade": 100, "tusende": 1000,
}  # fmt: skip
PARTS = {
    "hälften": 1 / 2, "halva": 1 / 2, "tredjedel": 1 / 3, "fjärdedel": 1 / 4, "kvart": 1 / 4,
    "femtedel": 1 / 5, "sjättedel": 1 / 6, "tiondel": 1 / 10,
}  # fmt: skip
_SMALL = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
WORD = re.compile(rf"(?:{_SMALL}|hundra|tusen)+", re.IGNORECASE)
_PIECE = re.compile(rf"{_SMALL}|hundra|tusen")


@lru_cache(maxsize=4096)
def number_of(word: str) -> int | None:
    """Give the number that a word stands for, or None for any other word.

    `tjugofem` is 25, `tvåhundrafemtio` is 250, `etttusen` is 1000.
    """
    word = word.lower()
    if not WORD.fullmatch(word):
        return None
    total, part, last = 0, 0, 1000
    for piece in _PIECE.findall(word):
        if piece == "tusen":
            total, part, last = total + (part or 1) * 1000, 0, 1000
        elif piece == "hundra":
            part, last = (part or 1) * 100, 100
        else:
            value = ONES.get(piece, TENS.get(piece, 0))
            size = 10 if piece in TENS else 1
            if last <= size or (last == 10 and value > 9):
                return None
            part, last = part + value, size
    return total + part


def spelled(value: int) -> str:
    """Write a number from 0 to 999 999 as one word; the reverse of `number_of`."""
    if value >= 1000:
        return spelled(value // 1000) + "tusen" + (spelled(value % 1000) if value % 1000 else "")
    if value >= 100:
        return spelled(value // 100) + "hundra" + (spelled(value % 100) if value % 100 else "")
    if value >= 20:
        tens = {number: word for word, number in TENS.items()}
        return tens[value // 10 * 10] + (spelled(value % 10) if value % 10 else "")
    return next(word for word, number in ONES.items() if number == value and word != "en")
