"""One English word per Swedish term: every model, enum and action stands in GLOSSARY.md."""

import ast
import re
from collections.abc import Iterator

from tests.guards import source

LINE = re.compile(r"- ([a-z][a-z0-9_]*): (.+)")
ENUMS = {"Enum", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices"}
# Verbs that say in both languages no more than they say in code.
PLAIN_VERBS = {"add", "change", "remove", "end", "give"}


def _lines() -> list[str]:
    text = (source.REPOSITORY / "GLOSSARY.md").read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith("- ")]


def _terms() -> list[str]:
    return [match[1] for line in _lines() if (match := LINE.fullmatch(line))]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _last(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _names() -> Iterator[tuple[str, str]]:
    """Give each term that code uses, with its place: models, enums, actions."""
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            where = source.place(path, getattr(node, "lineno", None))
            if isinstance(node, ast.ClassDef) and _is_term(node):
                yield _snake(node.name), where
            elif isinstance(node, ast.FunctionDef) and _is_action(node):
                yield node.name, where


def _is_term(node: ast.ClassDef) -> bool:
    bases = {_last(base) for base in node.bases}
    model = "Model" in bases or any(_last(d) == "classed" for d in node.decorator_list)
    return model or bool(bases & ENUMS)


def _is_action(node: ast.FunctionDef) -> bool:
    return any(_last(decorator) == "action" for decorator in node.decorator_list)


def test_every_line_is_a_term_with_its_swedish_word() -> None:
    assert not [line for line in _lines() if not LINE.fullmatch(line)]


def test_terms_are_sorted_and_stand_once() -> None:
    assert _terms() == sorted(set(_terms()))


def test_every_model_enum_and_action_is_a_term() -> None:
    known = set(_terms()) | PLAIN_VERBS
    missing = {f"{name}  ({where})" for name, where in _names() if name not in known}
    assert not missing, "\n".join(sorted(missing))
