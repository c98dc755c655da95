"""The command line's own words in Swedish: headings of its help, and what was typed wrongly."""

from collections.abc import Iterable

import click

HEADINGS = {"Options": "Flaggor", "Commands": "Kommandon"}
TEXTS = {"Show this message and exit.": "Visa den här hjälpen."}


class SwedishHelp(click.HelpFormatter):
    """Help with Swedish headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        shown = args.replace("[OPTIONS]", "[FLAGGOR]").replace("COMMAND [ARGS]...", "KOMMANDO …")
        super().write_usage(prog, shown, prefix or "Användning: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(HEADINGS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean."""
        super().write_dl([(a, TEXTS.get(b, b)) for a, b in rows], col_max, col_spacing)


def words_of(error: click.UsageError) -> str:
    """Say in Swedish what was typed wrongly."""
    match error:
        case click.NoSuchOption():
            return f"Flaggan {error.option_name} finns inte."
        case click.MissingParameter():
            return f"{_named(error)} saknas."
        case click.BadParameter():
            return f"{_named(error)} har ett värde som inte går att använda.{_choices(error)}"
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} är fel skriven."
    if error.__class__.__name__ == "NoArgsIsHelpError":
        return "Skriv ett kommando."
    return _plain(error.message)


def _named(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return "Ett värde"
    if isinstance(parameter, click.Option):
        return f"Flaggan {parameter.opts[-1]}"
    return f"Värdet {parameter.human_readable_name}"


def _choices(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    return (
        f" Välj bland {', '.join(map(str, kind.choices))}."
        if isinstance(kind, click.Choice)
        else ""
    )


def _plain(message: str) -> str:
    for english, swedish in (
        ("No such command", "Kommandot finns inte:"),
        ("Got unexpected extra argument", "För många ord efter kommandot:"),
        ("Missing command", "Skriv ett kommando."),
    ):
        if message.startswith(english):
            tail = message[len(english) :].strip(" .s").strip("()")
            return f"{swedish} {tail}".strip().rstrip(":")
    return message
