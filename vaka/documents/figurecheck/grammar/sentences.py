"""Sentences of a paragraph, and the words that carry their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9\"”(])")
_SHORT = re.compile(
    r"\b(?:ca|bl\.?\s?a|t\.?\s?ex|dvs|d\.v\.s|nr|kap|m\.?\s?m|s\.?\s?k|f\.?\s?d|resp|inkl|exkl|jfr"
    r"|st|tel|kl|milj|st|osv|o\.s\.v|t\.o\.m|fr\.o\.m|p\.g\.a|i\.e|s|v|dnr|jan|feb|apr|aug|sept"
    r"|okt|nov|dec)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-zåäöéüA-ZÅÄÖÉÜ][\wåäöé/-]*")
_STEMMER = Stemmer.Stemmer("swedish")
# Words that say how a figure is told, not what it counts.
PLAIN = frozenset(
    """
och i att det som en på är av för med till den har de ett om var vid från inte eller men så kan
ska skall blev bli blir blivit fanns finns finnas hade ha under över mellan efter hos per detta
denna dessa där då när vilket vilka samt också även alla totalt sammanlagt summa hela antal antalet
andel andelen uppgick uppgår uppgått uppgå låg ligger legat ger gav gett visar visade visas fick
får fått gjordes görs gjorts kom inkom inkommit rapporterades rapporterats registrerades
registrerats registrerade rapporterade redovisas redovisades enligt tabell tabellen figur diagram
diagrammet år året åren ca cirka drygt knappt nästan ungefär omkring närmare procent procentenheter
kronor kr tkr mkr mnkr miljoner miljarder tusen stycken st jämfört föregående tidigare
samma motsvarar motsvarande det vill säga dvs alltså nu sedan redan bara endast sina sin sitt
dess deras man vi oss vår vårt kommunen förvaltningen verksamheten nämnden rapporten perioden
resultat resultatet utfall utfallet värde värdet nivå nivån därmed således hur mycket många
ökade minskade steg sjönk ökat minskat ökning minskning ökningen minskningen se innebär innebar
betyder utgjorde utgör sista första helår helåret framgår avser gällde gäller sammanfattning
sammanfattningsvis vilken egna där ovan nedan åter igen därefter
""".split()
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Give each sentence with the place where it begins."""
    begin = 0
    for match in _END.finditer(text):
        if _SHORT.search(text, max(0, match.start() - 8), match.start()):
            continue
        yield begin, text[begin : match.start()]
        begin = match.end()
    if text[begin:].strip():
        yield begin, text[begin:]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give the Swedish stem of a word in lower case."""
    return str(_STEMMER.stemWord(word.lower()))


@lru_cache(maxsize=16384)
def keys(text: str) -> frozenset[str]:
    """Give the stems of the words that say what is counted, of whom and where."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word.lower() not in PLAIN)


def names(heading: str, text: str) -> bool:
    """Tell whether a text has a word of a heading, in any form: `Utfall`, `utfallet`."""
    words = [word.lower() for word in _WORD.findall(text)]
    heads = [word.lower() for word in _WORD.findall(heading) if len(word) > 3]
    return any(word.startswith(head) for head in heads for word in words)
