"""Taking one check out of an area: where the checks stand, and the code that leaves one out."""

import ast
import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AREAS = ROOT / "vaka" / "areas"
DEMANDS = {"demand", "_demand", "demand_machine"}
LEFT_OUT = {"tests", "migrations"}


def sites(areas: Iterable[str] = ()) -> list[str]:
    """Give FILE:LINE of each check on who it is, in some areas or in all."""
    wanted = set(areas)
    found = []
    for path in sorted(AREAS.rglob("*.py")):
        parts = path.relative_to(AREAS).parts
        if LEFT_OUT & set(parts) or (wanted and parts[0] not in wanted):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        found += [f"{path.relative_to(ROOT)}:{node.lineno}" for node in _checks(tree)]
    return list(dict.fromkeys(found))


def _checks(tree: ast.AST) -> Iterator[Any]:
    for node in ast.walk(tree):
        if _is_demand(node) or _is_door(node) or _is_refusal(node):
            yield node


def _is_demand(node: ast.AST) -> bool:
    """`demand(by, …)` on a line of its own."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    called = node.value.func
    return isinstance(called, ast.Name) and called.id in DEMANDS


def _is_door(node: ast.AST) -> bool:
    """`rows.visible_to(viewer, …)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "visible_to"
    )


def _is_refusal(node: ast.AST) -> bool:
    """`if not viewer.may(…): raise NotAllowed`; not where a thing is merely missing."""
    if not (isinstance(node, ast.If) and len(node.body) == 1 and not node.orelse):
        return False
    if not any(isinstance(one, ast.Attribute) and one.attr == "may" for one in ast.walk(node.test)):
        return False
    only = node.body[0]
    return isinstance(only, ast.Raise) and any(
        isinstance(one, ast.Name) and one.id in {"NotVisible", "NotAllowed"}
        for one in ast.walk(only)
    )


class _Without(ast.NodeTransformer):
    """Leaves out the check on one line."""

    def __init__(self, line: int) -> None:
        self.line = line

    def visit_Expr(self, node: ast.Expr) -> Any:
        self.generic_visit(node)
        return ast.Pass() if _is_demand(node) and node.lineno == self.line else node

    def visit_If(self, node: ast.If) -> Any:
        self.generic_visit(node)
        return ast.Pass() if _is_refusal(node) and node.lineno == self.line else node

    def visit_Call(self, node: ast.Call) -> Any:
        self.generic_visit(node)
        if not (_is_door(node) and node.lineno == self.line):
            return node
        assert isinstance(node.func, ast.Attribute)
        all_rows = ast.Attribute(node.func.value, "all", ast.Load())
        return ast.Call(all_rows, [], [])


def without(path: Path, line: int) -> ast.Module:
    """Give a module's tree without the check on a line."""
    tree = _Without(line).visit(ast.parse(path.read_text("utf-8"), str(path)))
    return ast.fix_missing_locations(tree)


def around(site: str) -> str:
    """Give the name of the function that a check stands in; empty in none."""
    path, line = _where(site)
    names = [
        (one.lineno, one.name)
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(one, ast.FunctionDef) and one.lineno <= line <= (one.end_lineno or 0)
    ]
    return max(names)[1] if names else ""


def take_out(site: str) -> None:
    """From now on run the functions of a site without its check; the file stays as it is.

    Raises:
        LookupError: no function that is imported holds the check.
    """
    path, line = _where(site)
    bare = {(one.co_qualname, one.co_firstlineno): one for one in _codes(without(path, line), path)}
    changed = 0
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename == str(path):
            code = function.__code__
            new = bare.get((code.co_qualname, code.co_firstlineno), code)
            if new != code:
                function.__code__ = new
                changed += 1
    if not changed:
        raise LookupError(site)


def _where(site: str) -> tuple[Path, int]:
    name, _colon, line = site.rpartition(":")
    return ROOT / name, int(line)


def _codes(tree: ast.Module, path: Path) -> Iterator[CodeType]:
    waiting = [compile(tree, str(path), "exec")]
    while waiting:
        code = waiting.pop()
        yield code
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
