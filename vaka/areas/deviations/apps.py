"""The app of areas/deviations: registers its kind of case and what the menu shows."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(label=_("Avvikelser"), url_name="deviations:start", order=20)
MINE = nav.NavItem(
    label=_("Mina rapporter"), url_name="deviations:mine", order=21,
    capability="deviation.see_own",
)  # fmt: skip


class DeviationsConfig(AppConfig):
    """Found by Django under the label `deviations`."""

    name = "vaka.areas.deviations"
    label = "deviations"
    verbose_name = _("Avvikelser")

    def ready(self) -> None:
        """Tell the spine about this kind."""
        from vaka.areas.deviations import classifying, phone, reporting, rules, standing, words
        from vaka.areas.remedies import causes
        from vaka.foundation.cases import bulk
        from vaka.foundation.cases.kinds import CaseKind, register
        from vaka.foundation.questions import doorways, sets
        from vaka.web.offline import registry as offline

        register(
            CaseKind(
                code="deviation",
                prefix="AVV",
                label=_("avvikelse"),
                label_plural=_("avvikelser"),
                url_name="deviations:case",
                list_url_name="deviations:list",
                state_label=words.state_label,
                todo=words.todo,
                handle="deviation.handle",
                sorts=classifying.sorts,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
            )
        )
        bulk.register(classifying.BULK)
        self._register_tracks()
        sets.register(Path(__file__).with_name("questions"))
        offline.register(
            "deviation", reporting.accept, phone.report, "deviations:report", "deviations:receipt"
        )
        doorways.register(doorways.Doorway("deviation", _("Rapportera"), "deviations:report"))
        causes.register("deviation", standing.causes_of)
        nav.register(NAV, MINE)

    def _register_tracks(self) -> None:
        """Each further law of an event is a kind of its own: access and clock follow the kind."""
        from vaka.areas.deviations import track_rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        for code, (prefix, label, plural) in words.TRACK_KINDS.items():
            register(
                CaseKind(
                    code=code,
                    prefix=prefix,
                    label=label,
                    label_plural=plural,
                    url_name="deviations:track",
                    state_label=words.track_state_label,
                    todo=words.track_todo,
                    handle=f"{code}.handle",
                    searchable=words.track_searchable,
                    transitions=track_rules.transitions_of(code),
                )
            )
