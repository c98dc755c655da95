"""The words of open cases marked, so that a worklist looks among few of all."""

from django.db import migrations, models


def mark(apps, schema_editor):
    """Mark those of the cases that are open: few, whatever the size of the whole."""
    case, words = apps.get_model("cases", "Case"), apps.get_model("cases", "SearchText")
    still_open = case.objects.filter(closed_at=None)
    words.objects.filter(case_id__in=still_open.values("pk")).update(is_open=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_reported_cases")]

    operations = [
        migrations.AddField("searchtext", "is_open", models.BooleanField(null=True)),
        migrations.AddIndex(
            "searchtext",
            models.Index(
                fields=["case"], condition=models.Q(("is_open", True)), name="words_of_open_cases"
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
