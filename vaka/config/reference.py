"""Writes docs/reference from the code: commands, measures, law, roles, columns, flows."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import django
from django.apps import apps

from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import Transition, diagram, role_labels
from vaka.law.reference import reference_page as law_page
from vaka.metrics.catalogue import reference_page as measures_page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
WIDTH = 96


def commands_page() -> str:
    """Every command as its own `--help` prints it."""
    from vaka.config.cli import main

    root = click.Context(
        main,
        info_name="vaka",
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=main.context_settings["help_option_names"],
    )
    parts = [f"## {path}\n\n```text\n{text}\n```" for path, text in _helps(main, root)]
    return _page("Commands", "Written from each command's `--help`.", "\n\n".join(parts))


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _helps(inner, click.Context(inner, info_name=name, parent=context))


def roles_page() -> str:
    """Every role and what it can."""
    rows = [(r.code, r.label, r.sentence, " ".join(sorted(r.can))) for r in all_roles().values()]
    about = "A role is given to a person at a unit, from–to, and reaches the units below."
    return _page("Roles", about, _table(("Code", "Label", "Sentence", "Capabilities"), rows))


def columns_page() -> str:
    """Every table with its retention class, every column with its secrecy class."""
    from vaka.foundation.retention.classes import REGISTRY

    parts = [_model_part(label, REGISTRY[label].kept.value) for label in sorted(REGISTRY)]
    about = "Declared where the model stands, by `@classed`. The periods are a local policy."
    return _page("Columns", about, "\n\n".join(parts))


def _model_part(label: str, kept: str) -> str:
    from vaka.foundation.retention.classes import REGISTRY

    model = apps.get_model(label)
    rows = [(f.name, REGISTRY[label].of(f.name).value) for f in model._meta.concrete_fields]
    meaning = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return f"## {label}\n\n{meaning} Kept as: {kept}.\n\n" + _table(("Column", "Secrecy"), rows)


def flows_page() -> str:
    """Every flow: its states drawn, and who may take each step."""
    from vaka.foundation.cases.kinds import all_kinds

    parts = [
        _flow_part(f"{kind.code}{name and f': {name}'}", table)
        for kind in sorted(all_kinds(), key=lambda kind: kind.code)
        for name, table in {"": kind.transitions, **kind.part_transitions}.items()
        if table
    ]
    about = "Drawn from each area's `TRANSITIONS`; the roles hold the step's capability."
    return _page("Flows", about, "\n\n".join(parts))


def _flow_part(name: str, table: Sequence[Transition]) -> str:
    rows = [
        (one.verb, str(one.label), ", ".join(one.from_states), one.to_state,
         ", ".join(role_labels(one)))
        for one in table
    ]  # fmt: skip
    columns = ("Verb", "Label", "From", "To", "Roles")
    return f"## {name}\n\n```mermaid\n{diagram(table)}\n```\n\n{_table(columns, rows)}"


def _page(title: str, about: str, body: str) -> str:
    return f"# {title}\n\n{about} Written by `make docs`; do not edit.\n\n{body}\n"


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(columns)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines
    )


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "measures.md": measures_page,
    "law.md": law_page,
    "roles.md": roles_page,
    "columns.md": columns_page,
    "flows.md": flows_page,
}


def main() -> None:
    """Write every page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaka.config.settings")
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
