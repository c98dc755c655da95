"""Budget lines as a tree, months of follow-up, what they tell, and ledger sums."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy.hours_rules import OPERATOR_LABELS
from vaka.areas.economy.rules import MONEY_LABELS, MONTH_LABELS, Money, MonthState
from vaka.areas.economy.shortfall_rules import SAVING_LABELS, SHORTFALL_LABELS, ShortfallState
from vaka.foundation.cases.models import Case
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


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Shortfall(models.Model):
    """A feared deficit of a line in a year, from the forecast to what became of the measures."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="shortfalls")
    year = models.PositiveSmallIntegerField(_("år"))
    state = models.CharField(_("läge"), max_length=10, choices=list(SHORTFALL_LABELS.items()),
                             default=ShortfallState.FEARED)  # fmt: skip
    amount = models.BigIntegerField(_("prognosens avvikelse när det anmäldes"))
    opened_date = models.DateField(_("anmält"))
    proposal = models.TextField(_("förslag till beslut"), blank=True)
    rest = models.TextField(_("det som åtgärderna inte täcker"), blank=True)
    proposed_date = models.DateField(_("förslaget lämnat"), null=True, blank=True)
    decided_date = models.DateField(_("beslutat"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=40, blank=True)
    item = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="+")
    reported_date = models.DateField(_("rapporterat"), null=True, blank=True)
    words = models.TextField(_("senast skrivet"), blank=True)

    class Meta:
        verbose_name = _("befarat underskott")
        verbose_name_plural = _("befarade underskott")
        ordering = ("-opened_date", "id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Saving(models.Model):
    """A measure against a deficit, with what it is thought to give by the year's end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shortfall = models.ForeignKey(Shortfall, on_delete=models.CASCADE, related_name="savings")
    what = models.CharField(_("åtgärd"), max_length=300)
    answers = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField(_("klar senast"))
    expected = models.BigIntegerField(_("väntad effekt i år"))

    class Meta:
        verbose_name = _("åtgärd mot underskott")
        verbose_name_plural = _("åtgärder mot underskott")
        ordering = ("due_date", "id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class SavingFollowUp(models.Model):
    """What was said of a measure when it was followed up; the newest says where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    saving = models.ForeignKey(Saving, on_delete=models.CASCADE, related_name="follow_ups")
    followed_date = models.DateField(_("uppföljd"))
    state = models.CharField(_("läge"), max_length=10, choices=list(SAVING_LABELS.items()))
    reached = models.BigIntegerField(_("effekt hittills i år"), default=0)
    words = models.TextField(_("vad som har hänt"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("uppföljning av åtgärd mot underskott")
        verbose_name_plural = _("uppföljningar av åtgärder mot underskott")
        ordering = ("-followed_date", "-id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class HomeHours(models.Model):
    """A provider's month of home care at a unit: minutes by kind, and what was paid, in öre."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("månad"))
    provider = models.CharField(_("utförare"), max_length=120)
    operator = models.CharField(_("regi"), max_length=10, choices=list(OPERATOR_LABELS.items()))
    granted_minutes = models.PositiveIntegerField(_("beviljat"), null=True, blank=True)
    planned_minutes = models.PositiveIntegerField(_("planerat"), null=True, blank=True)
    performed_minutes = models.PositiveIntegerField(_("utfört"), null=True, blank=True)
    expected_minutes = models.PositiveIntegerField(_("väntat i budgeten"), null=True, blank=True)
    paid = ore(_("utbetalt"))

    class Meta:
        verbose_name = _("hemtjänsttimmar")
        verbose_name_plural = _("hemtjänsttimmar")
        ordering = ("month", "provider", "id")
        constraints = [
            models.UniqueConstraint(fields=["unit", "month", "provider"], name="one_hours_a_month")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class HourRate(models.Model):
    """What an hour of home care gives from a day, by the board's decision; öre."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    operator = models.CharField(_("regi"), max_length=10, choices=list(OPERATOR_LABELS.items()))
    provider = models.CharField(_("utförare"), max_length=120, blank=True)
    since_date = models.DateField(_("från"))
    hour = models.PositiveIntegerField(_("ersättning per timme"))
    source = models.CharField(_("beslut"), max_length=200)

    class Meta:
        verbose_name = _("ersättning per hemtjänsttimme")
        verbose_name_plural = _("ersättningar per hemtjänsttimme")
        ordering = ("-since_date", "operator", "provider")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BudgetBase(models.Model):
    """What a unit's budget of a year is built on, until it is decided; öre and percent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"))
    frame = models.BigIntegerField(_("ram"))
    raise_percent = models.DecimalField(_("avtalad höjning"), max_digits=5, decimal_places=2)
    raise_month = models.PositiveSmallIntegerField(_("höjningen gäller från månad"), default=4)
    words = models.TextField(_("förklaring"), blank=True)
    decided_date = models.DateField(_("beslutat"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("budgetunderlag")
        verbose_name_plural = _("budgetunderlag")
        ordering = ("-year", "id")
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_base_a_year")]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class BudgetBaseLine(models.Model):
    """One responsibility of a budget base; öre and percent, and why it is right as it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    base = models.ForeignKey(BudgetBase, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(_("ansvar"), max_length=20)
    name = models.CharField(_("namn"), max_length=160)
    internal = models.BigIntegerField(_("internbudget"))
    pay = ore(_("löner"))
    pay_before = ore(_("löner förra året"))
    sick_percent = models.DecimalField(
        _("utrymme för sjukfrånvaro"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    sick_room = ore(_("utrymmet i kronor"))
    sick_actual = models.DecimalField(
        _("faktisk sjukfrånvaro"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    closed = models.DateField(_("stängt"), null=True, blank=True)
    once = ore(_("tillfälliga pengar"))
    once_year = models.PositiveSmallIntegerField(_("för år"), null=True, blank=True)
    once_purpose = models.CharField(_("till"), max_length=200, blank=True)
    words = models.TextField(_("förklaring"), blank=True)

    class Meta:
        verbose_name = _("rad i budgetunderlag")
        verbose_name_plural = _("rader i budgetunderlag")
        ordering = ("code", "id")
        constraints = [
            models.UniqueConstraint(fields=["base", "code"], name="one_base_line_a_code")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class MonthFigure(models.Model):
    """A month's figure of a series at a unit, by part: öre or a count, as the series says."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("månad"))
    series = models.CharField(_("serie"), max_length=40)
    part = models.CharField(_("del"), max_length=80, blank=True)
    value = models.BigIntegerField(_("värde"))

    class Meta:
        verbose_name = _("månadssiffra")
        verbose_name_plural = _("månadssiffror")
        ordering = ("month", "series", "part", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "series", "part"], name="one_figure_a_month"
            )
        ]
