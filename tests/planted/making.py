"""From kinds to cases: every kind wrong and right, some seeds each, in its layouts in turn."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from tests.planted import (
    layouts,
    near,
    tuned_claims,
    tuned_contents,
    tuned_forms,
    tuned_sums,
    tuned_tables,
    tuned_tellings,
    tuned_texts,
)  # fmt: skip
from tests.planted.cases import PROSE, Block, Case, Draft, H, Kind, P
from tests.planted.sources import Tables, tables

SEED, EACH = 7, 3


def cases(*, kept_apart: bool = False) -> list[Case]:
    """Give the cases of one part, always the same ones for the same tables."""
    if kept_apart:
        from tests.planted import kept_apart as kept

        return [*_made(kept.KINDS, layouts.KEPT, kept.SEED, tables(kept_apart=True)),
                *_sound(kept.papers(), layouts.KEPT, kept.SEED)]  # fmt: skip
    parts = (
        *(tuned_tables, tuned_texts, tuned_forms, tuned_tellings, tuned_sums),
        *(tuned_contents, tuned_claims),
    )
    kinds = [kind for part in parts for kind in part.KINDS]
    return [*_made(kinds, layouts.TUNED, SEED, tables(kept_apart=False)),
            *_sound([*near.papers(), *tuned_contents.papers()], layouts.TUNED, SEED)]  # fmt: skip


def apart() -> list[Case]:
    """Give the cases of the second part kept apart, in layouts of its own and two common ones."""
    from tests.planted import apart2, apart2_layouts, apart2_near, apart2_texts

    names = (*apart2_layouts.WRITERS, "markdown", "pdf_text")
    kinds, seed = apart2_texts.KINDS, apart2.SEED
    return [*_made(kinds, names, seed, tables(kept_apart=True)),
            *_sound(apart2_near.papers(), names, seed)]  # fmt: skip


def apart3() -> list[Case]:
    """Give the cases of the third part kept apart: three rules, each in layouts that suit it."""
    from tests.planted import apart3, apart3_contents, apart3_near, apart3_sums, apart3_tellings
    from tests.planted.apart3_layouts import CONTENTS, EVERY

    parts = {"sum": apart3_sums, "text_table": apart3_tellings, "contents": apart3_contents}
    found: list[Case] = []
    for rule, part in parts.items():
        names = CONTENTS if rule == "contents" else EVERY
        found += _made(part.KINDS, names, apart3.SEED, tables(kept_apart=True))
        plain = [name for name in names if name != "across"]
        near = [draft for tempts, draft in apart3_near.papers() if tempts == rule]
        for at, draft in enumerate(near):
            for turn in range(2):
                layout = plain[(at + 3 * turn) % len(plain)]
                found.append(Case(f"{rule}-near-{at}-{turn}", rule, False, layout, draft))
    return found


def apart5() -> list[Case]:
    """Give the cases of the fifth part kept apart: two turns of every kind, and near-misses."""
    from tests.planted import apart5, apart5_near

    found: list[Case] = []
    for turn in range(2):
        rows = tables(kept_apart=turn == 0)
        found += _made(apart5.KINDS, apart5.LAYOUTS, apart5.SEED, rows, (turn,))
        found += _made(apart5.OF_CONTENTS, apart5.CONTENTS, apart5.SEED, rows, (turn,))
    plain = [name for name in apart5.LAYOUTS if name != "across"]
    for at, draft in enumerate(apart5_near.papers()):
        found.append(Case(f"near-{apart5.SEED}-{at}", "", False, plain[at % len(plain)], draft))
    return found


def of_forms(part: str) -> list[Case]:
    """Give the cases of a part kept apart that is written as forms: `apart6` and later."""
    from tests.planted import apart6

    return list(apart6.cases(part))


def _made(
    kinds: list[Kind],
    names: tuple[str, ...],
    seed: int,
    rows: Tables,
    turns: Sequence[int] = range(EACH),
) -> Iterator[Case]:
    for at, kind in enumerate(kinds):
        fit = [name for name in names if _fits(kind, name)]
        for turn in turns:
            for is_wrong in (True, False):
                draft = kind.make(Random(f"{seed} {kind.name} {turn}"), rows, is_wrong)
                layout = fit[(at + turn) % len(fit)]
                name = f"{kind.rule}-{kind.name}-{turn}-{'wrong' if is_wrong else 'sound'}"
                yield Case(name, kind.rule, is_wrong, layout, draft)


def _fits(kind: Kind, layout: str) -> bool:
    if layout == "across":
        return kind.may_turn or kind.fits == PROSE
    return kind.fits != PROSE or layout not in (*layouts.SHEETS, "sheets_apart", "quoted")


def _sound(papers: list[list[Block]], names: tuple[str, ...], seed: int) -> Iterator[Case]:
    fit = [name for name in names if name != "across"]
    for at, blocks in enumerate(papers):
        opening: list[Block] = [H("Årets arbete"), P("Verksamheten har följts upp under året.")]
        draft = Draft([[*opening, *blocks]])
        yield Case(f"near-{seed}-{at}", "", False, fit[at % len(fit)], draft)


def write(case: Case, folder: Path) -> list[Path]:
    """Write a case's papers into a folder of its own."""
    home = folder / case.name
    home.mkdir(parents=True)
    writer = _writers()[case.layout]
    return [writer(blocks, home / f"papper{at + 1}") for at, blocks in enumerate(case.draft.papers)]


def _writers() -> dict[str, Callable[[Sequence[Block], Path], Path]]:
    from tests.planted import apart2_layouts, apart3_layouts

    return layouts.WRITERS | apart2_layouts.WRITERS | apart3_layouts.WRITERS
