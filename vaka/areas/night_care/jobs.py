"""What the worker does for the night: asks the simulation, tries something else, asks again."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.night_care import (
    actions,
    grid_actions,
    grid_rules,
    queries,
    rules,
    scenes,
    shared_actions,
    shared_queries,
    walk_actions,
    walk_queries,
)
from vaka.areas.night_care.actions import Answered
from vaka.areas.night_care.grid_models import AnswerGrid
from vaka.calc.staffing.scenario import Scenario
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.jobs import actions as queue
from vaka.foundation.jobs.kinds import Progress, job
from vaka.law.verdict import RuleRefused, require

ASK, TRY, AGAIN = "night_care.ask", "night_care.try", "night_care.again"
WALKS = "night_care.walks"
SHARE, GRID = "night_care.share", "night_care.grid"


@job(ASK, gettext_lazy("Räcker det i natt?"), repeatable=True, refusals=(RuleRefused,))
def ask_job(by: Viewer, progress: Progress, code: str, nights: int = rules.NIGHTS) -> (
    dict[str, Any]
):  # fmt: skip
    """Answer whether tonight's staffing is enough, and keep the answer."""
    from vaka.areas.night_care import answering
    from vaka.calc.staffing.schema import plain

    asked = queries.question(by, code)
    words = _("Räknar %(nights)d nätter") % {"nights": nights}
    found = answering.answered(
        asked.scenario, nights, rules.SEED, lambda part: progress(part, words), asked.held,
        asked.log,
    ) | {"blind": asked.blind}  # fmt: skip
    new = Answered(
        home=asked.home, nights=nights, seed=rules.SEED, measured=asked.measured,
        scenario=answering.plain(plain(asked.scenario)), found=found,
        digest=answering.digest_of(found),
    )  # fmt: skip
    answer = actions.keep_answer(by=by, new=new)
    queue.start(by=by, kind=GRID, label=_("Reglage till ett svar"), unit=answer.unit,
                answer_id=str(answer.pk))  # fmt: skip
    return _opened(answer.pk)


@job(GRID, gettext_lazy("Reglage till ett svar"), repeatable=True, refusals=(RuleRefused,))
def grid_job(by: Viewer, progress: Progress, answer_id: str) -> dict[str, Any]:
    """Fill in the sliders of an answer, after the answer itself so that nobody waits for them."""
    from vaka.areas.night_care import answering
    from vaka.calc.staffing.run import MODEL

    answer = queries.answer_row(by, uuid.UUID(answer_id))
    demand(by, rules.HANDLE, answer.unit_id)
    if not AnswerGrid.objects.filter(answer=answer).exists():
        require(grid_rules.may_count(model=answer.model, now=MODEL))
        words = _("Räknar alla lägen")
        found = answering.grid(answer, lambda part: progress(part, words))
        digest = answering.digest_of(found)
        grid_actions.keep_grid(by=by, answer=answer, found=found, digest=digest)
    return _opened(answer.pk)


@job(TRY, gettext_lazy("Pröva något annat"), repeatable=True, refusals=(RuleRefused,))
def try_job(by: Viewer, progress: Progress, answer_id: str, staff: int, cameras: int,
            rounds: bool = False) -> dict[str, Any]:  # fmt: skip
    """Answer what another staffing, cameras or rounds would change, over the same nights."""
    from vaka.areas.night_care import answering
    from vaka.calc.staffing.schema import plain, read

    answer = queries.answer_row(by, uuid.UUID(answer_id))
    one = read(answer.scenario)
    require(rules.may_try(staff=staff, cameras=cameras, looks=scenes.looks(one)))
    tried = {"staff": staff, "cameras": cameras, **({"rounds": 1} if rounds else {})}
    other, walked = _tried(one, tried, answer.seed)
    words = _("Räknar samma nätter på nytt")
    changed = answering.compared(one, other, answer.nights, answer.seed)
    found = answering.answered(
        other, answer.nights, answer.seed, lambda part: progress(40 + part // 2, words),
        queries.held_of(answer), queries.log_of(answer),
    ) | walked | queries.blind_in(answer)  # fmt: skip
    new = Answered(
        home=answer.home, nights=answer.nights, seed=answer.seed, measured=answer.measured,
        scenario=answer.scenario, found=found, digest=answering.digest_of(found),
        tried=tried, other=answering.plain(plain(other)),
        changed=changed,
    )  # fmt: skip
    return _opened(actions.keep_answer(by=by, new=new).pk)


@job(AGAIN, gettext_lazy("Fråga igen"), repeatable=True, refusals=(RuleRefused,))
def again_job(by: Viewer, progress: Progress, answer_id: str) -> dict[str, Any]:
    """Ask the same question of the same data, and say whether the answer is the same."""
    from vaka.areas.night_care import answering
    from vaka.calc.staffing.run import MODEL
    from vaka.calc.staffing.schema import read

    answer = queries.answer_row(by, uuid.UUID(answer_id))
    words = _("Räknar samma nätter på nytt")
    one = read(answer.other or answer.scenario)
    found = answering.answered(
        one, answer.nights, answer.seed, lambda part: progress(part, words),
        queries.held_of(answer), queries.log_of(answer),
    )  # fmt: skip
    walked = _tried(read(answer.scenario), answer.tried, answer.seed)[1] if answer.tried else {}
    digest = answering.digest_of(
        answering.as_then(found | walked | queries.blind_in(answer), answer.found)
    )
    actions.keep_replay(by=by, answer=answer, digest=digest, model=MODEL)
    return _opened(answer.pk)


@job(SHARE, gettext_lazy("Nattpersonal som flera boenden delar"), repeatable=True,
     refusals=(RuleRefused,))  # fmt: skip
def share_job(by: Viewer, progress: Progress, asked: dict[str, Any],
              nights: int = rules.NIGHTS) -> dict[str, Any]:  # fmt: skip
    """Answer what staff that several homes share would give, and keep the answer."""
    from vaka.areas.night_care import answering

    demand(by, rules.HANDLE)
    homes = shared_queries.told(by, asked["homes"])
    progress(20, _("Räknar %(nights)d nätter") % {"nights": nights})
    scenario, found = answering.shared(homes, asked, nights, rules.SEED)
    new = shared_actions.Shared(
        asked=asked, scenario=scenario, found=found, digest=answering.digest_of(found)
    )
    made = shared_actions.keep_shared(by=by, new=new)
    return {"url": reverse("night_care:shared_answer", args=[made.pk]), "label": _("Visa svaret")}


@job(WALKS, gettext_lazy("Nattens rundor"), repeatable=True, refusals=(RuleRefused,))
def walks_job(by: Viewer, progress: Progress, code: str) -> dict[str, Any]:
    """Plan tonight's rounds of a home and keep them."""
    from vaka.areas.night_care import replans

    asked = walk_queries.asked(by, code)
    progress(20, _("Lägger rundorna"))
    walk_actions.keep_walks(by=by, asked=asked, walked=replans.first(asked.scenario, rules.SEED))
    return {"url": reverse("night_care:walks", args=[code]), "label": _("Visa rundorna")}


def _tried(one: Scenario, tried: dict[str, int], seed: int) -> tuple[Scenario, dict[str, Any]]:
    """Give the night as it is tried, and the rounds that were suggested for it, if any were."""
    from vaka.areas.night_care import answering, walks

    other = scenes.instead(one, staff=tried["staff"], cameras=tried["cameras"])
    if not tried.get("rounds"):
        return other, {}
    begun, told = walks.suggested(other, seed)
    return begun, {"rounds": answering.plain(told)}


def _opened(answer_id: uuid.UUID) -> dict[str, Any]:
    return {"url": reverse("night_care:answer", args=[answer_id]), "label": _("Visa svaret")}
