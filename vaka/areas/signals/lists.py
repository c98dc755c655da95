"""The rules of signals and the answers to them by the day, from `rules.toml` and local values."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.signals.rules import FewLimits, SignalRule
from vaka.foundation.organisation.queries import local_value


class UnknownRule(LookupError):
    """No rule or answer has this code."""


@dataclass(frozen=True)
class RuleWords:
    """One rule in the words that its page prints, and the kinds of unit that it looks at."""

    code: SignalRule
    title: str
    rests_on: str
    says_not: str
    next_step: str
    kinds: Sequence[str]
    source: str
    since: date
    until: date | None = None
    tells: Sequence[str] = ()

    def holds_on(self, on: date) -> bool:
        """Say whether the rule is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class AnswerKind:
    """One way to answer a signal, and whether a remedy must stand behind it."""

    code: str
    title: str
    since: date
    until: date | None = None
    rules: Sequence[str] = ()
    needs_remedy: bool = False

    def fits(self, rule: str, on: date) -> bool:
        """Say whether a signal by a rule may be answered so on a day."""
        holds = self.since <= on and (self.until is None or on <= self.until)
        return holds and (not self.rules or rule in self.rules)


@cache
def rule_words() -> dict[SignalRule, RuleWords]:
    """Give every rule by code, ended ones too, in the file's order."""
    rows = [RuleWords(**{**row, "code": SignalRule(row["code"])}) for row in _read("rule")]
    return {row.code: row for row in rows}


@cache
def answers() -> dict[str, AnswerKind]:
    """Give every kind of answer by code, ended ones too, in the file's order."""
    return {row["code"]: AnswerKind(**row) for row in _read("answer")}


def rule(code: str) -> RuleWords:
    """Give one rule. Raises UnknownRule."""
    if code not in {one.value for one in rule_words()}:
        raise UnknownRule(code)
    return rule_words()[SignalRule(code)]


def answer(code: str) -> AnswerKind:
    """Give one kind of answer. Raises UnknownRule."""
    if code not in answers():
        raise UnknownRule(code)
    return answers()[code]


def answers_to(code: str, on: date) -> list[AnswerKind]:
    """Give the kinds of answer that a signal by a rule may get on a day."""
    return [one for one in answers().values() if one.fits(code, on)]


def days(code: SignalRule, on: date) -> int:
    """Give how many days a rule looks back, the day itself included."""
    return int(local_value(f"signal.{code}.days", on))


def least(code: SignalRule, on: date) -> int:
    """Give how many events make a signal by a rule that counts them."""
    return int(local_value(f"signal.{code}.least", on))


def few_limits(on: date) -> FewLimits:
    """Give what makes reports far fewer than those of peers."""
    names = ("least_expected", "least_peers", "most_percent", "chance_percent")
    return FewLimits(*(float(local_value(f"signal.few_reports.{name}", on)) for name in names))


def answer_days(on: date) -> int:
    """Give how many days the manager has to answer."""
    return int(local_value("signal.answer_days", on))


def hold_days(on: date) -> int:
    """Give how many days an answer is proposed to hold."""
    return int(local_value("signal.hold_days", on))


def longest_hold_days(on: date) -> int:
    """Give how many days an answer may hold at most."""
    return int(local_value("signal.longest_hold_days", on))


def worse_percent(on: date) -> float:
    """Give by how much a figure must have become worse for an answer to hold no more."""
    return float(local_value("signal.worse_percent", on))


def _read(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(
        Path(__file__).with_name("rules.toml").read_text("utf-8")
    )[table]
    return rows
