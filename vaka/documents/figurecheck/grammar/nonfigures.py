"""What looks like a figure and is none: years, dates, paragraphs, telephone and diary numbers.

They are overwritten with a private sign of the same length, so that places in the text hold.
"""

from __future__ import annotations

import re

BLANK = "\ue000"
MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_UNIT_AHEAD = r"(?!\s?(?:%|procent|kr\b|kronor|tkr|mkr|mnkr|miljon|miljard|‰|promille|[.,]\d|\d))"
_PATTERNS = (
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b\d{6}(?:\d\d)?[-+]\d{4}\b",
    r"\b(?:19|20)\d{6}\b",
    r"\b\d{1,2}/\d{1,2}(?:[\s-]+(?:\d{4}|\d\d))?\b(?!\s?%)",
    r"\b\d{1,2}\.\d{1,2}\.\d{4}\b",
    rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s(?:{MONTHS})\b\.?(?:\s(?:19|20)\d\d)?",
    rf"\b(?:{MONTHS})\.?\s(?:19|20)\d\d\b",
    r"\b(?:kl\.?|klockan)\s\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?",
    r"\b\d{1,2}[:]\d\d\b",
    r"\b(?:kap|kapitel)\.?\s?\d+(?:\s?[-–]\s?\d+)?(?:\.\d+)*",
    r"\b\d+(?:\s?[-–,]\s?\d+)*\s?§§?",
    r"§§?\s?\d+(?:\s?[-–,]\s?\d+)*", r"\b\d+\s?(?:§|kap\b\.?)(?:\s?\d+\s?[a-z]?\s?§)?",
    r"\b(?:S[OK]SFS|HSLF-FS|SOU|prop\.?|bet\.?|dir\.?|SFS|LIVSFS|AFS|ISO|Ds)\s?\d[\d:/.-]*",
    r"\(?\b(?:19|20)\d\d:\d+\)?",
    r"\b[A-ZÅÄÖ]{2,5}[\s-]?(?:19|20)\d\d[-/:]\d+\b",
    r"\b(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr|organisationsnummer|org\.?\s?nr)\.?:?\s?\S*\d\S*",
    r"\b(?:tfn|telefon|tel)\.?:?\s?[\d\s-]{6,}\d", r"\b0\d{1,3}[-–]\d[\d\s]{4,}\d",
    r"\b(?:tabell|figur|diagram|bilaga|kapitel|avsnitt|sidan?|sidorna|nr|nummer|punkt|version"
    r"|steg|grad|nivå|fråga|mål|del|fas|etapp|område|rad|kolumn|paragraf|moment|beslut|lista)\s"
    r"\d+(?:\.\d+)*(?:\s?[-–]\s?\d+)?(?![\d%])(?!\s?(?:%|procent))",
    r"\bs\.\s?\d+(?:\s?[-–]\s?\d+)?",
    r"\b(?:vecka|veckorna|v\.?)\s?\d{1,2}(?:\s?[-–]\s?\d{1,2})?\b",
    r"\b(?:kvartal|tertial|kv\.?|[QTK])\s?[1-9]\b",
    rf"\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b{_UNIT_AHEAD}",
    rf"(?<![\d,.])(?:19|20)\d\d(?![,.]\d)\b{_UNIT_AHEAD}",
    r"\b(?:covid|sars-cov)-\d+", r"https?://\S+", r"\S+@\S+",
    r"\ben av\b", r"\btill en början\b",
)  # fmt: skip
_NONE = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_LIST = re.compile(r"^\s*\(?\d+(?:\.\d+)*[.)]\s")


_SIGNED = re.compile(r"\s*[-−–+]\s?\d{4}\s*")


def without(text: str, *, cell: bool = False) -> str:
    """Give the text with all that is no figure blotted out; no year has a sign before it."""
    if cell and _SIGNED.fullmatch(text):
        return text
    clean = _NONE.sub(_blot, text)
    return clean if cell else _LIST.sub(_blot, clean)


def _blot(match: re.Match[str]) -> str:
    return BLANK * len(match.group())
