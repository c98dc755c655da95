"""The app of foundation/audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Found by Django under the label `audit`."""

    name = "vaka.foundation.audit"
    label = "audit"
