"""The app of foundation/snapshot."""

from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    """Found by Django under the label `snapshot`."""

    name = "vaka.foundation.snapshot"
    label = "snapshot"
