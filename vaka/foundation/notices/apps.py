"""The app of foundation/notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Found by Django under the label `notices`."""

    name = "vaka.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        """Hear of cases that get a new owner."""
        from vaka.foundation.cases.assigning import when_assigned
        from vaka.foundation.notices.clocks import tell_new_owner

        when_assigned(tell_new_owner)
