"""Budget lines as a tree, months of follow-up, what they tell, and ledger sums."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy.rules import MONEY_LABELS, MONTH_LABELS, Money, MonthState
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


def ore(name: object) -> "models.BigIntegerField[int | None, int | None]":
    """Give a column for an amount in öre that may be unknown."""
    return models.BigIntegerField(name, null=True, blank=True)  # type: ignore[arg-type]


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class BudgetLine(models.Model):
    """One line of a unit's budget table, with what it gathers of the ledger and who answers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("namn"), max_length=160)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    place = models.PositiveIntegerField(_("ordning"))
    answers = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    responsibilities = models.CharField(_("ansvar"), max_length=300, blank=True)
    activities = models.CharField(_("verksamhet"), max_length=300, blank=True)
    accounts = models.CharField(_("konto"), max_length=300, blank=True)
    valid_from = models.DateField(_("från"))
    valid_until = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        verbose_name = _("budgetrad")
        verbose_name_plural = _("budgetrader")
        ordering = ("place",)
        indexes = [models.Index(fields=["unit", "place"])]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BudgetMonth(models.Model):
    """One month's follow-up of a unit's table; closed, it is what the board has seen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("månad"))
    money = models.CharField(
        _("enhet"), max_length=4, choices=list(MONEY_LABELS.items()), default=Money.TKR
    )
    state = models.CharField(
        _("läge"), max_length=6, choices=list(MONTH_LABELS.items()), default=MonthState.OPEN
    )
    closed_at = models.DateTimeField(_("stängd"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("månadsuppföljning")
        verbose_name_plural = _("månadsuppföljningar")
        ordering = ("-month",)
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="one_budget_month")]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BudgetFigure(models.Model):
    """What a month tells of a line: amounts as printed, and the forecast with its words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    month = models.ForeignKey(BudgetMonth, on_delete=models.CASCADE, related_name="figures")
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="figures")
    result = ore(_("avvikelse hittills"))
    before = ore(_("avvikelse förra månaden"))
    change = ore(_("förändring"))
    annual = ore(_("årsbudget"))
    last_year = ore(_("bokslut förra året"))
    forecast = ore(_("helårsprognos"))
    forecast_deviation = ore(_("prognosens avvikelse"))
    cause = models.TextField(_("orsak"), blank=True)
    measure = models.TextField(_("åtgärd"), blank=True)
    change_words = models.TextField(_("varför prognosen har ändrats"), blank=True)
    told_at = models.DateTimeField(_("lämnad"), null=True, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("belopp i månadsuppföljning")
        verbose_name_plural = _("belopp i månadsuppföljning")
        constraints = [
            models.UniqueConstraint(fields=["month", "line"], name="one_figure_a_line_and_month")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Investment(models.Model):
    """One row of a month's investments: a category's expenditure or income, or the net."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    month = models.ForeignKey(BudgetMonth, on_delete=models.CASCADE, related_name="investments")
    place = models.PositiveIntegerField(_("ordning"))
    category = models.CharField(_("kategori"), max_length=120)
    kind = models.CharField(_("rad"), max_length=40)
    last_year = ore(_("bokslut förra året"))
    result = ore(_("utfall"))
    forecast = ore(_("helårsprognos"))
    annual = ore(_("årsbudget"))
    forecast_deviation = ore(_("prognosens avvikelse"))

    class Meta:
        verbose_name = _("investering")
        verbose_name_plural = _("investeringar")
        ordering = ("place",)


@classed(Kept.REPORT, Secrecy.INTERNAL)
class LedgerSum(models.Model):
    """What the ledger holds of a month by responsibility, activity and account; öre."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("månad"))
    responsibility = models.CharField(_("ansvar"), max_length=20)
    activity = models.CharField(_("verksamhet"), max_length=20, blank=True)
    account = models.CharField(_("konto"), max_length=20)
    outcome = models.BigIntegerField(_("utfall"), default=0)
    budget = models.BigIntegerField(_("budget"), default=0)

    class Meta:
        verbose_name = _("summa ur redovisningen")
        verbose_name_plural = _("summor ur redovisningen")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "responsibility", "activity", "account"],
                name="one_ledger_sum",
            )
        ]
