"""The command line `vaka`: a front before the commands, which stand one a module in `commands/`.

Exit 0 done, 1 refused or with findings, 2 bad usage; never a traceback. With `--json` each
command, refusals and bad usage too, prints exactly one object on stdout.
"""

import contextlib
import io
import json
import logging
import os
import sys
import traceback
import uuid
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from vaka.config.outcome import BAD_USAGE, REFUSED, Outcome, Refusal, Session
from vaka.config.swedish import SwedishHelp, words_of

COMMANDS = Path(__file__).with_name("commands")
click.Context.formatter_class = SwedishHelp  # for every command, whoever writes it


class ByFolder(click.Group):
    """A group whose commands are the modules of a folder, read only when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give every command's name."""
        stems = (path.stem.removesuffix("_") for path in COMMANDS.glob("[a-z]*.py"))
        return sorted(stem.replace("_", "-") for stem in stems)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; `import` stands in `import_.py`, since the word is Python's own, and
        `demo-country` in `demo_country.py`."""
        named = cmd_name.replace("-", "_")
        for stem in (named, f"{named}_"):
            if (COMMANDS / f"{stem}.py").exists():
                command: click.Command = import_module(f"vaka.config.commands.{stem}").command
                return command
        return None


@click.group(cls=ByFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", "data_dir", type=click.Path(path_type=Path), default=Path("var"),
              show_default=True, help="Datakatalogen.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som ett JSON-objekt.")
@click.pass_context
def main(context: click.Context, data_dir: Path, as_json: bool) -> None:
    """Vaka: kvalitet i kommunal vård och omsorg, från rapport till nämnd."""
    context.obj = Session(data_dir.resolve(), as_json, lambda words: click.echo(words, err=True))


def console() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and tell its end. Gives the exit code."""
    as_json = "--json" in _before_command(arguments)
    try:
        outcome = _called(arguments, as_json)
    except click.UsageError as error:
        hint = error.ctx.get_usage() if error.ctx else ""
        return _refuse("usage", words_of(error), hint, as_json, BAD_USAGE)
    except click.Abort:
        return _refuse("aborted", "Avbrutet.", "", as_json, REFUSED)
    except Refusal as refusal:
        return _refuse(refusal.code, refusal.message, refusal.hint, as_json, REFUSED)
    except Exception as error:
        return _unexpected(error, arguments, as_json)
    return _tell(outcome, as_json) if isinstance(outcome, Outcome) else int(outcome or 0)


def _called(arguments: list[str], as_json: bool) -> Any:
    """Run the command; where JSON is wanted, nothing but its end may reach stdout."""
    if not as_json:
        return main.main(arguments, prog_name="vaka", standalone_mode=False)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        outcome = main.main(arguments, prog_name="vaka", standalone_mode=False)
    if isinstance(outcome, Outcome):
        click.echo(said.getvalue(), err=True, nl=False)
        return outcome
    return Outcome({"help": said.getvalue()})


def _before_command(arguments: list[str]) -> list[str]:
    """The options before the command's name; `--json` after it belongs to the command."""
    before = []
    words = iter(arguments)
    for word in words:
        if not word.startswith("-"):
            break
        before.append(word)
        if word == "--data":
            next(words, None)
    return before


def _tell(outcome: Outcome, as_json: bool) -> int:
    if as_json:
        click.echo(json.dumps(outcome.data, ensure_ascii=False, default=str, allow_nan=False))
    elif outcome.words:
        click.echo(outcome.words)
    return outcome.exit_code


def _refuse(code: str, message: str, hint: str, as_json: bool, exit_code: int) -> int:
    if as_json:
        error: dict[str, Any] = {"code": code, "message": message, "hint": hint}
        click.echo(json.dumps({"error": error}, ensure_ascii=False))
    else:
        click.echo("\n".join(filter(None, [message, hint])), err=True)
    return exit_code


def _unexpected(error: Exception, arguments: list[str], as_json: bool) -> int:
    """Known errors carry their own Swedish words; of the rest people get a reference."""
    from vaka.config.refusals import refusal_of

    if known := refusal_of(error):
        return _refuse(known.code, known.message, known.hint, as_json, REFUSED)
    reference = uuid.uuid4().hex[:8]
    log = Path(os.environ.get("VAKA_DATA", ".")) / "fel.log"
    try:
        with log.open("a", encoding="utf-8") as out:
            out.write(f"{reference} vaka {' '.join(arguments)}\n{traceback.format_exc()}\n")
        where = f"Felet står i {log} under {reference}."
    except OSError:
        logging.getLogger("vaka").exception(reference)
        where = f"Felet har numret {reference}."
    return _refuse("internal", "Något gick fel hos oss.", where, as_json, REFUSED)


if __name__ == "__main__":
    console()
