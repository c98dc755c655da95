"""The app of areas/board: its kind of case, whose files are whose, its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(label=_("Nämnd"), url_name="board:list", capability="board.see", order=67)


class BoardConfig(AppConfig):
    """Found by Django under the label `board`."""

    name = "vaka.areas.board"
    label = "board"
    verbose_name = _("Nämnd")

    def ready(self) -> None:
        """Tell the spine about items, and the files who may fetch attachments and packs."""
        from vaka.areas.board import (
            immediate_queries,
            pack_queries,
            queries,
            referral_queries,
            rules,
            words,
        )
        from vaka.areas.board.assignment_rules import ASSIGNMENT_TRANSITIONS
        from vaka.areas.board.minutes_rules import MINUTES_TRANSITIONS
        from vaka.areas.board.models import opens
        from vaka.areas.board.publication_rules import PUBLICATION_TRANSITIONS
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register
        from vaka.foundation.files import rules as files

        register(
            CaseKind(
                code=queries.KIND,
                prefix="NAM",
                label=_("nämndärende"),
                label_plural=_("nämndärenden"),
                url_name="board:item",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.LEAD,
                searchable=words.searchable,
                transitions=rules.ITEM_TRANSITIONS,
                part_transitions={
                    "sammanträde": rules.MEETING_TRANSITIONS,
                    "protokoll": MINUTES_TRANSITIONS,
                    "uppdrag från nämnden": ASSIGNMENT_TRANSITIONS,
                    "publicerad kopia": PUBLICATION_TRANSITIONS,
                },
                opens=opens,
            )
        )
        duties.register(referral_queries.duties)
        duties.register(immediate_queries.duties)
        files.register(queries.FILE, pack_queries.may_fetch_paper)
        files.register(queries.PACK, pack_queries.may_fetch_pack)
        nav.register(NAV)
