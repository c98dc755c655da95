"""What is left of a disposed row: that it was, never what it said."""

from collections.abc import Iterable
from hashlib import blake2b

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Tombstone(models.Model):
    """A case that was disposed: its number and day stay, so that no import brings it back.

    `key_digest` is a digest of the key that its source knew it by, empty for none.
    """

    case_id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20)
    reference = models.CharField(_("nummer"), max_length=30, unique=True)
    key_digest = models.CharField(max_length=64, blank=True)
    disposed_at = models.DateTimeField(_("gallrat"))

    class Meta:
        verbose_name = _("gallrat ärende")
        verbose_name_plural = _("gallrade ärenden")
        ordering = ("reference",)
        indexes = [models.Index(fields=["kind", "key_digest"])]


def digest_of_key(kind: str, key: str | None) -> str:
    """Give the digest a source's key is remembered by; empty for no key."""
    return blake2b(f"{kind}\n{key}".encode(), digest_size=32).hexdigest() if key else ""


def disposed_keys(kind: str, keys: Iterable[str]) -> set[str]:
    """Give those of a source's keys whose cases have been disposed."""
    by_digest = {digest_of_key(kind, key): key for key in keys if key}
    digests = list(by_digest)
    found: set[str] = set()
    for start in range(0, len(digests), 10_000):
        rows = Tombstone.objects.filter(kind=kind, key_digest__in=digests[start : start + 10_000])
        found |= {by_digest[one] for one in rows.values_list("key_digest", flat=True)}
    return found
