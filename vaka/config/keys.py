"""The key ring: a folder beside the data, never inside it, so that a backup holds no key."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

KINDS: dict[str, Callable[[], str]] = {
    "django-secret": lambda: secrets.token_urlsafe(64),
    "field-1": lambda: Fernet.generate_key().decode(),
    "lookup": lambda: secrets.token_urlsafe(32),
}


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
        for kind, fresh in KINDS.items():
            path = self.folder / kind
            if not path.exists():
                path.touch(mode=0o600)
                path.write_text(fresh())

    def read(self, kind: str) -> str:
        """Give one key's text. Raises FileNotFoundError when the ring lacks it."""
        return (self.folder / kind).read_text().strip()

    def django_secret(self) -> str:
        """Give Django's secret; without a ring a passing one, so that sessions do not survive."""
        try:
            return self.read("django-secret")
        except FileNotFoundError:
            return secrets.token_urlsafe(64)
