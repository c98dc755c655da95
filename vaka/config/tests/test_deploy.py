"""The units and the container start commands that there are, with no more rights than needed."""

import configparser
import json
import re
import shlex

import pytest

from vaka.config import cli
from vaka.config.components import ROOT

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))


def unit(path):
    """A unit file as systemd reads it, comments and all."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(path.read_text("utf-8"))
    return parser


def known(arguments):
    """Parse a line of `vaka` as the command line would, without running it."""
    context = cli.main.make_context("vaka", list(arguments), resilient_parsing=True)
    name = arguments[arguments.index("--data") + 2]
    command = cli.main.get_command(context, name)
    assert command is not None, name
    rest = arguments[arguments.index(name) + 1 :]
    return command.make_context(name, list(rest), parent=context)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_starts_a_command_that_there_is(path):
    line = unit(path)["Service"]["ExecStart"]
    found = re.search(r"\.venv/bin/vaka (.+?)'?$", line)
    known(shlex.split(found[1]))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_has_an_account_of_its_own_and_writes_nowhere_else(path):
    service = unit(path)["Service"]
    assert service["User"] == "vaka"
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert (service["UMask"], service["StateDirectoryMode"]) == ("0077", "0700")


def test_the_timer_has_its_service():
    assert (DEPLOY / "vaka-backup.timer").with_suffix(".service") in SERVICES


def test_the_container_serves_as_nobody_and_keeps_keys_apart():
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    told = {
        word: json.loads(line) for word, line in re.findall(r"^(ENTRYPOINT|CMD) (.+)$", text, re.M)
    }
    known([*told["ENTRYPOINT"][1:], *told["CMD"]])
    assert text.index("USER vaka") < text.index("ENTRYPOINT")
    assert 'VOLUME ["/data", "/keys"]' in text
    assert "VAKA_KEYS=/keys" in text
