"""What each role may do, read once from `roles.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


class UnknownRole(LookupError):
    """A grant names a role that `roles.toml` lacks."""


@dataclass(frozen=True)
class Role:
    """One role: its code, Swedish label, a sentence a manager can read, and its capabilities.

    Attributes:
        manages: who holds it is the manager of those who work at the unit.
        is_privileged: who holds it gives rights or reads the log, and is reviewed every month.
    """

    code: str
    label: str
    sentence: str
    can: frozenset[str]
    manages: bool = False
    is_privileged: bool = False


@cache
def all_roles() -> dict[str, Role]:
    """Give every role by its code."""
    table = tomllib.loads(Path(__file__).with_name("roles.toml").read_text("utf-8"))
    return {
        code: Role(
            code, row["label"], row["sentence"], frozenset(row["can"]),
            row.get("manages", False), row.get("privileged", False),
        )
        for code, row in table.items()
    }  # fmt: skip


def role(code: str) -> Role:
    """Give one role. Raises UnknownRole."""
    try:
        return all_roles()[code]
    except KeyError:
        raise UnknownRole(code) from None


def label_of(code: str) -> str:
    """Give a role's label; what names no role, or one that has gone, is given as it is."""
    found = all_roles().get(code)
    return found.label if found else code


def roles_that_can(capability: str) -> list[Role]:
    """Give the roles that hold a capability: "who can" of a refusal."""
    return [one for one in all_roles().values() if capability in one.can]
