"""A seat is a person's: bound where exactly one account has the name."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def bind(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Bind each seat to the only open account of its name; of several, to none."""
    accounts: dict[str, list[object]] = {}
    for one in apps.get_model("people", "Person").objects.filter(is_active=True):
        accounts.setdefault(f"{one.given_name} {one.family_name}".strip(), []).append(one)
    for row in apps.get_model("administration", "Mandate").objects.exclude(function="attester"):
        found = accounts.get(row.name, [])
        if len(found) == 1:
            row.person = found[0]
            row.save(update_fields=["person"])


class Migration(migrations.Migration):
    dependencies = [
        ("administration", "0003_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mandate",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="mandates",
                to=settings.AUTH_USER_MODEL,
                verbose_name="konto",
            ),
        ),
        migrations.RunPython(bind, migrations.RunPython.noop),
    ]
