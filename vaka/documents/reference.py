"""Makes `reference.docx`: Pandoc's own reference document in Vaka's type and colours.

`python -m vaka.documents.reference` writes it anew; the file itself is kept in the repository,
so that it can be opened and that a municipality can start its own from it.
"""

import io
import re
import sys
import zipfile

from vaka.documents.docx import REFERENCE
from vaka.documents.pandoc import run_pandoc

_STYLES = "word/styles.xml"
_SERIF, _SANS, _NIGHT = "Source Serif 4", "Atkinson Hyperlegible Next", "10293B"
_EPOCH = (2026, 1, 1, 0, 0, 0)


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>'


def _style(id: str, name: str, paragraph: str, run: str, based: str = "BodyText") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>'
        "</w:style>"
    )


def _edge(side: str, size: int, space: int = 8) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{_NIGHT}"/>'


def _own_styles() -> str:
    small = f'{_fonts(_SANS)}<w:sz w:val="19"/><w:szCs w:val="19"/>'
    tiny = f'{_fonts(_SANS)}<w:color w:val="333333"/><w:sz w:val="17"/><w:szCs w:val="17"/>'
    thin = {side: _edge(side, 10) for side in ("top", "bottom", "right")}
    frame = f"<w:pBdr>{thin['top']}{_edge('left', 36)}{thin['bottom']}{thin['right']}</w:pBdr>"
    tight = '<w:spacing w:before="0" w:after="0"/>'
    return (
        _style("Brevhuvud", "Brevhuvud", tight, small)
        + _style("Uppgifter", "Uppgifter", tight, small)
        + _style("Beslut", "Beslut", frame, "")
        + _style("Notis", "Notis", f"<w:pBdr>{_edge('left', 24)}</w:pBdr>", "")
        + _style("Kalla", "Källa", '<w:spacing w:before="60" w:after="240"/>', tiny)
    )


_TABLE = (
    f'<w:rPr>{_fonts(_SANS)}<w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>'
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="999999"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr>"
)


def restyle(styles: str) -> str:
    """Pandoc's styles.xml in Vaka's look: type, ink, language, table lines, own styles."""
    styles = re.sub(r"<w:rFonts[^>]*/>", _fonts(_SERIF), styles)
    styles = re.sub(r'<w:color w:val="[0-9A-Fa-f]{6}"[^>]*/>', '<w:color w:val="000000"/>', styles)
    styles = re.sub(r"<w:lang [^>]*/>", '<w:lang w:val="sv-SE" w:eastAsia="sv-SE"/>', styles)
    styles = _replaced_in(styles, "Table", r"<w:tblPr>.*</w:tblStylePr>", _TABLE)
    styles = _sized(styles, {"Title": 46, "Heading1": 29, "Heading2": 24, "Heading3": 22})
    for id in ("TableCaption", "ImageCaption"):
        run = f'<w:rPr>{_fonts(_SANS)}<w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>'
        styles = _replaced_in(
            styles, id, r"(<w:rPr>.*?</w:rPr>|<w:rPr ?/>)?\s*</w:style>", run + "</w:style>"
        )
    return styles.replace("</w:styles>", _own_styles() + "</w:styles>")


def _sized(styles: str, sizes: dict[str, int]) -> str:
    for id, half_points in sizes.items():
        size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        pattern = r'<w:sz w:val="\d+" ?/>\s*<w:szCs w:val="\d+" ?/>'
        styles = _replaced_in(styles, id, pattern, f"<w:b/>{size}")
    return styles


def _replaced_in(styles: str, id: str, pattern: str, new: str) -> str:
    """Replace a pattern inside one style only."""
    whole = re.compile(rf'<w:style [^>]*w:styleId="{id}"[^>]*>.*?</w:style>', re.DOTALL)
    return whole.sub(
        lambda style: re.sub(pattern, lambda _: new, style[0], count=1, flags=re.DOTALL), styles
    )


def build() -> bytes:
    """The reference document's bytes."""
    pandoc = run_pandoc(["--print-default-data-file=reference.docx"], b"")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pandoc)) as given, zipfile.ZipFile(out, "w") as made:
        for entry in given.namelist():
            content = given.read(entry)
            if entry == _STYLES:
                content = restyle(content.decode()).encode()
            info = zipfile.ZipInfo(entry, _EPOCH)
            made.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    sys.stdout.write(f"{REFERENCE.write_bytes(build())} bytes\n")
