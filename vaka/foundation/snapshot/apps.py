"""The app of foundation/snapshot."""

from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    """Found by Django under the label `snapshot`."""

    name = "vaka.foundation.snapshot"
    label = "snapshot"

    def ready(self) -> None:
        """Wake the worker when a change has been committed, so that figures follow in seconds."""
        from django.db.models.signals import post_save

        from vaka.foundation.cases.models import ChangedCase
        from vaka.foundation.snapshot.outbox import wake_worker

        post_save.connect(wake_worker, sender=ChangedCase, dispatch_uid="snapshot.outbox")
