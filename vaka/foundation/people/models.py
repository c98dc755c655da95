"""Those who use Vaka, and, apart from them, the protected identities of those it is about."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class PersonManager(BaseUserManager["Person"]):
    """Makes people; the sign-in name is compared without regard to case."""

    def create_user(self, username: str, password: str | None = None, **fields: str) -> "Person":
        """Make one person; without a password none can be used until a link sets it."""
        person = self.model(username=username.casefold(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by sign-in name whatever its case."""
        return self.get(username=(username or "").casefold())


@classed(Kept.EMPLOYMENT, Secrecy.INTERNAL, password=Secrecy.SECRET)
class Person(AbstractBaseUser):
    """A human who signs in with an identity of their own (security.md S01)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(_("användarnamn"), max_length=100, unique=True)
    given_name = models.CharField(_("förnamn"), max_length=100)
    family_name = models.CharField(_("efternamn"), max_length=100, blank=True)
    title = models.CharField(_("titel"), max_length=100, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    hsa_id = models.CharField(_("HSA-id"), max_length=40, blank=True)
    is_active = models.BooleanField(_("kan logga in"), default=True)
    language = models.CharField(_("språk"), max_length=10, default="sv")
    wants_digest = models.BooleanField(_("morgonbrev med e-post"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ("given_name", "family_name")

    @property
    def name(self) -> str:
        """Given and family name as printed."""
        return f"{self.given_name} {self.family_name}".strip()


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Subject(models.Model):
    """Somebody an event or decision is about: the only table that holds an identity number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key_id = models.CharField(max_length=20)
    sealed_number = models.BinaryField()
    lookup = models.CharField(max_length=64, unique=True)
    sex = models.CharField(max_length=1, blank=True)
    is_protected = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("berörd person")
        verbose_name_plural = _("berörda personer")


@classed(Kept.PASSING, Secrecy.SECRET)
class Invitation(models.Model):
    """A one-time link by which a person sets their first password; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
