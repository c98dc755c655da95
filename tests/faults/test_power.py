"""The disk with a memory forgets what was not flushed, and the recorded calls are played right."""

import random
from pathlib import Path

from tests.faults.course import Player, steps
from tests.faults.disk import Disk

CHANCES = range(40)


def _cuts(disk: Disk, folder: Path) -> list[dict[str, bytes]]:
    """Cut the power with forty fates; gives the files that came back each time."""
    found = []
    for fate in CHANCES:
        to = folder / str(fate)
        disk.after_cut(to, random.Random(fate))
        files = (path for path in to.rglob("*") if path.is_file())
        found.append({str(path.relative_to(to)): path.read_bytes() for path in files})
    return found


def test_flushed_bytes_under_a_flushed_name_always_come_back(tmp_path) -> None:
    disk = Disk()
    disk.open("a", empty=False)
    disk.write("a", 0, b"whole")
    disk.flush("a")
    disk.flush(".")
    assert all(files == {"a": b"whole"} for files in _cuts(disk, tmp_path))


def test_bytes_that_were_not_flushed_come_back_whole_by_half_or_not(tmp_path) -> None:
    disk = Disk()
    disk.open("a", empty=False)
    disk.flush(".")
    disk.write("a", 0, b"x" * 1024)
    lengths = {len(files["a"]) for files in _cuts(disk, tmp_path)}
    assert {0, 512, 1024} == lengths


def test_a_name_in_a_folder_that_was_not_flushed_may_be_gone(tmp_path) -> None:
    disk = Disk()
    disk.make_folder("ab")
    disk.open("new", empty=False)
    disk.write("new", 0, b"whole")
    disk.flush("new")
    disk.rename("new", "ab/file")
    disk.flush("ab")
    assert any("ab/file" not in files for files in _cuts(disk, tmp_path / "before"))
    disk.flush(".")
    assert all(files["ab/file"] == b"whole" for files in _cuts(disk, tmp_path / "after"))


def _hex(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def test_calls_are_played_in_the_order_in_which_they_ended(tmp_path) -> None:
    log, at, here = tmp_path / "log", f"3<{_hex('/d/a')}>", f"AT_FDCWD<{_hex('/')}>"
    log.write_text(
        f'7  openat({here}, "{_hex("/d/a")}", O_WRONLY|O_CREAT, 0666) = {at}\n'
        f'7  write({at}, "{_hex("hej")}", 3 <unfinished ...>\n'
        f'8  openat({here}, "{_hex("/elsewhere")}", O_WRONLY|O_CREAT, 0666) = 4<{_hex("/x")}>\n'
        "7  <... write resumed>) = 3\n"
        f'7  write({at}, "{_hex("san")}", 3) = 2\n'
        f'7  pwrite64({at}, "{_hex("H")}", 1, 0) = 1\n'
        f"7  fsync({at}) = 0\n"
        f'7  rename("{_hex("/d/a")}", "{_hex("/d/b")}") = 0\n'
        f"7  fsync(5<{_hex('/d')}>) = 0\n"
        f'7  unlink("{_hex("/d/none")}") = -1 ENOENT (No such file)\n'
    )
    disk = Disk()
    player = Player(Path("/d"), disk)
    assert [player.play(step) for step in steps(log)].count(True) == 2
    assert all(files == {"b": b"Hejsa"} for files in _cuts(disk, tmp_path / "cut"))
