import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0002_translations_and_breaks"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObservationBefore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.FloatField(null=True, verbose_name="värde")),
                ("numerator", models.FloatField(null=True, verbose_name="täljare")),
                ("denominator", models.FloatField(null=True, verbose_name="nämnare")),
                ("n", models.FloatField(null=True, verbose_name="antal svar")),
                ("source", models.CharField(max_length=300, verbose_name="källa")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="anmärkning")),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="varför det ändrades"
                    ),
                ),
                ("replaced_by", models.CharField(max_length=200, verbose_name="ändrat av")),
                ("replaced_at", models.DateTimeField(auto_now_add=True, verbose_name="ändrat")),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="before",
                        to="figures.observation",
                    ),
                ),
            ],
            options={
                "verbose_name": "tidigare uppgift",
                "verbose_name_plural": "tidigare uppgifter",
                "ordering": ("-replaced_at",),
            },
        ),
    ]
