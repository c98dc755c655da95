"""Pandoc as a filter: bytes in, bytes out, in its sandbox, within a time and a heap limit."""

import functools
import os
import subprocess
from collections.abc import Sequence

import pypandoc

SECONDS = 60
# At most a gigabyte; and 64 MB are filled before the first is swept, since a report fills some
# hundred and is then done.
_HEAP = ("-M1g", "-A64m")


class PandocFailed(RuntimeError):
    """Pandoc could not read or write the document; holds what it said."""


@functools.cache
def pandoc_path() -> str:
    """Where the pandoc of the wheel is; looked up once, since the look-up starts processes."""
    return str(pypandoc.get_pandoc_path())


def run_pandoc(arguments: Sequence[str], text: bytes, **environment: str) -> bytes:
    """Run Pandoc over `text`. `--sandbox`: no file and no address in the text is opened.
    `environment` is added to the process's own (`SOURCE_DATE_EPOCH` makes bytes repeat).

    Raises `PandocFailed`.
    """
    command = [pandoc_path(), "+RTS", *_HEAP, "-RTS", "--sandbox", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 the program is the wheel's own, the arguments ours
            command,
            input=text,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired as error:
        raise PandocFailed(f"pandoc took more than {SECONDS} seconds") from error
    if done.returncode:
        raise PandocFailed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
