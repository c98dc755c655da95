"""Vaka's settings for tests: data and keys in a folder that goes away with the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from vaka.config.keys import KeyRing

TEMPORARY = Path(tempfile.mkdtemp(prefix="vaka-tests-"))
atexit.register(shutil.rmtree, TEMPORARY, ignore_errors=True)
os.environ["VAKA_DATA"] = str(TEMPORARY / "data")
os.environ["VAKA_KEYS"] = str(TEMPORARY / "keys")
(TEMPORARY / "data").mkdir()
KeyRing.of(TEMPORARY / "data").make()

from vaka.config.settings import *  # noqa: E402, F403 - only now does the environment stand

# Signing in is tested with the real hasher once; elsewhere a password costs no seconds.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = TEMPORARY / "collected"
STATIC_ROOT.mkdir()
