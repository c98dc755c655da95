from django.db import migrations
from django.db.models import F


def keep(apps, _schema_editor):
    """Until now one reason covered the first wait and the first interruption; it stays so."""
    decision = apps.get_model("entitlements", "Decision")
    broken = decision.objects.exclude(interrupted_date=None)
    broken.update(first_reason_code=F("reason_code"), first_reason_raw=F("reason_raw"))
    first = {}
    for one in apps.get_model("entitlements", "Interruption").objects.order_by("from_date", "id"):
        first.setdefault(one.decision_id, one)
    for pk, one in first.items():
        decision.objects.filter(pk=pk).update(
            first_reason_code=one.reason_code, first_reason_raw=one.reason_raw
        )


class Migration(migrations.Migration):
    dependencies = [("entitlements", "0011_reason_of_each_wait")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
