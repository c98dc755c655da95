"""What is done with the text of an answer, and with those who were asked of the same matter."""

import uuid
from collections.abc import Sequence
from datetime import date

from vaka.areas.board import referral_queries as referrals
from vaka.areas.board import referral_rules as rules
from vaka.areas.board import reply_queries as queries
from vaka.areas.board.referral_actions import held
from vaka.areas.board.referral_models import ConsultedBody
from vaka.areas.board.referral_rules import Answering
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@action
def write_reply(
    *, by: Viewer, case_id: uuid.UUID, version: int, voice: Answering, answer: str
) -> Case:
    """Write the text of an answer, and whose answer it is.

    Raises:
        NotAllowed, NotVisible, RuleRefused: the answer is sent, or has no text.
    """
    case, _row = held(by, case_id, version)
    found = referrals.referral(by, case_id)
    require(rules.may_write_reply(words=answer, is_answered=found.answered_date is not None))
    found.voice, found.answer = voice, answer.strip()
    found.save(update_fields=["voice", "answer"])
    return cases.change(by=by, case=case, told=Told("board_item.write_reply",
                                                    data={"voice": voice}))  # fmt: skip


@action
def consult(
    *, by: Viewer, case_id: uuid.UUID, version: int, names: Sequence[str], is_inside: bool,
    asked: date,
) -> Case:  # fmt: skip
    """Write in who was asked of a matter, a whole list at once."""
    case, _row = held(by, case_id, version)
    found = referrals.referral(by, case_id)
    known = found.consulted.values_list("name", flat=True)
    require(rules.may_consult(names=names, known=list(known), asked=asked, today=by.on))
    ConsultedBody.objects.bulk_create(
        ConsultedBody(referral=found, name=name, is_inside=is_inside, asked_date=asked)
        for name in names
    )
    told = Told("board_item.consult", data={"n": len(names), "inside": is_inside})
    return cases.change(by=by, case=case, told=told)


@action
def tell_consulted(
    *, by: Viewer, case_id: uuid.UUID, version: int, consulted_id: uuid.UUID, answered: date,
    words: str,
) -> Case:  # fmt: skip
    """Write in what one who was asked answered; told again, the newest words stand."""
    case, _row = held(by, case_id, version)
    one = queries.consulted(by, case_id, consulted_id)
    require(rules.may_tell_consulted(words=words, asked=one.asked_date, answered=answered,
                                     today=by.on))  # fmt: skip
    one.answered_date, one.words = answered, words.strip()
    one.save(update_fields=["answered_date", "words"])
    return cases.change(by=by, case=case, told=Told("board_item.tell_consulted",
                                                    data={"name": one.name}))  # fmt: skip


@action
def drop_consulted(
    *, by: Viewer, case_id: uuid.UUID, version: int, consulted_id: uuid.UUID
) -> Case:
    """Take one away who was never asked; the log keeps the name."""
    case, _row = held(by, case_id, version)
    one = queries.consulted(by, case_id, consulted_id)
    told = Told("board_item.drop_consulted", data={"name": one.name})
    one.delete()
    return cases.change(by=by, case=case, told=told)
