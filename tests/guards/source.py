"""The repository as guards read it: its own files, their lines, their imports."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "vaka"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked() -> list[Path]:
    """Give every file of the repository that git knows or would add, none that it ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    paths = (REPOSITORY / name for name in names.stdout.splitlines())
    return sorted(path for path in paths if path.is_file())


def modules(under: Path = PACKAGE, *, tests: bool = False, migrations: bool = False) -> list[Path]:
    """Give the Python files below a folder."""
    left_out = {
        name for name, wanted in [("tests", tests), ("migrations", migrations)] if not wanted
    }
    files = (p for p in tracked() if p.suffix == ".py" and p.is_relative_to(under))
    return [p for p in files if not left_out & set(p.relative_to(REPOSITORY).parts)]


@cache
def tree(path: Path) -> ast.Module:
    """Give a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Give each function of a file, inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


@cache
def code_lines(path: Path) -> frozenset[int]:
    """Give the numbers of lines that hold code: no blanks, comments or docstrings."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
    spans = [(t.start[0], t.end[0]) for t in tokens if t.type not in silent and t.string]
    spoken = {line for first, last in spans for line in range(first, last + 1)}
    return frozenset(spoken - _docstring_lines(path))


def _docstring_lines(path: Path) -> set[int]:
    owners = (
        n for n in ast.walk(tree(path)) if isinstance(n, Function | ast.ClassDef | ast.Module)
    )
    texts = [n.body[0] for n in owners if ast.get_docstring(n, clean=False) is not None]
    return {line for t in texts for line in range(t.lineno, (t.end_lineno or t.lineno) + 1)}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Give line and full dotted name of each thing that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def place(path: Path, line: int | None = None) -> str:
    """Give a file's name as a person looks it up."""
    name = str(path.relative_to(REPOSITORY))
    return name if line is None else f"{name}:{line}"
