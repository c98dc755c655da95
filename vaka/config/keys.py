"""The key ring: a folder beside the data, never inside it, so that a backup holds no key."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from vaka.foundation import durable


def _seal() -> str:
    """A P-256 pair: phones close reports with its public half, only the server opens them."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _signature() -> str:
    """A certificate for trials; the municipality's own takes its place as `sign-1`."""
    from vaka.documents.signing import own_made

    return own_made()


KINDS: dict[str, Callable[[], str]] = {
    "django-secret": lambda: secrets.token_urlsafe(64),
    "field-1": lambda: Fernet.generate_key().decode(),
    "lookup": lambda: secrets.token_urlsafe(32),
    "seal-1": _seal,
    "sign-1": _signature,
}
# Kinds that came after the first release: a ring that stands gets them at the next start.
LATER = ("seal-1", "sign-1")


@dataclass(frozen=True)
class KeyRing:
    """The folder `$VAKA_KEYS`, default `<data>.keys/`, mode 0700, one file a key (S10)."""

    folder: Path

    @classmethod
    def of(cls, data_dir: Path) -> "KeyRing":
        """Give the ring that belongs to a data directory; nothing is made yet."""
        default = data_dir.with_name(data_dir.name + ".keys")
        return cls(Path(os.environ.get("VAKA_KEYS", default)))

    def make(self) -> None:
        """Make the folder and each missing key; a key that stands is never replaced."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for kind in KINDS:
            self._make(kind)

    def bring_up(self) -> None:
        """Add the later kinds to a ring that stands; a lost ring is not made anew."""
        if (self.folder / "django-secret").exists():
            for kind in LATER:
                self._make(kind)

    def _make(self, kind: str) -> None:
        """A key stands whole or not at all: half of one would never be made anew."""
        path, beside = self.folder / kind, self.folder / f".{kind}.new"
        if not path.exists():
            beside.touch(mode=0o600)
            beside.write_text(KINDS[kind]())
            durable.flush_file(beside)
            durable.put_in_place(beside, path)

    def read(self, kind: str) -> str:
        """Give one key's text. Raises FileNotFoundError when the ring lacks it."""
        return (self.folder / kind).read_text().strip()

    def django_secret(self) -> str:
        """Give Django's secret; without a ring a passing one, so that sessions do not survive."""
        try:
            return self.read("django-secret")
        except FileNotFoundError:
            return secrets.token_urlsafe(64)
