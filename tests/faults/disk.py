"""A disk with a memory: what of a recorded course of writes survives a power cut.

Bytes are on the disk when their file has been flushed, a name when its folder has. What was not
flushed survives by chance: each write whole, by half or not at all; of a folder's changes of names
the first few, in order. That is as harsh as POSIX allows short of flushed bytes being lost.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(frozen=True)
class Wrote:
    """Bytes put at a place of a file; None is a change of length to that place."""

    at: int
    what: bytes | None


@dataclass
class Node:
    """One file: its bytes on the disk, and what has been written since it was flushed."""

    kept: bytearray = field(default_factory=bytearray)
    since: list[Wrote] = field(default_factory=list)

    def flush(self) -> None:
        """All that was written is on the disk."""
        for one in self.since:
            _do(self.kept, one)
        self.since.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """Give the bytes that are there when the power comes back."""
        found = bytearray(self.kept)
        for one in self.since:
            if (left := _survivor(one, chance)) is not None:
                _do(found, left)
        return bytes(found)


def _do(held: bytearray, one: Wrote) -> None:
    if one.what is None:
        del held[one.at :]
    end = one.at + len(one.what or b"")
    held.extend(bytes(max(0, end - len(held))))
    held[one.at : end] = one.what or b""


def _survivor(one: Wrote, chance: random.Random) -> Wrote | None:
    fate = chance.random()
    if fate < 0.4:
        return None
    if one.what is None or fate < 0.8:
        return one
    sectors = len(one.what) // SECTOR
    return Wrote(one.at, one.what[: SECTOR * chance.randint(0, sectors)])


class Disk:
    """Files by name, relative to the data directory; a folder is the parent of a name."""

    def __init__(self, folder: Path | None = None) -> None:
        self.now: dict[str, Node] = {}
        self.kept: dict[str, Node] = {}
        self.folders: set[str] = {"."}
        self.waiting: dict[str, list[tuple[str, Node | None]]] = defaultdict(list)
        for path in sorted(folder.rglob("*")) if folder else []:
            name = str(path.relative_to(folder or path))
            if path.is_file():
                self.now[name] = self.kept[name] = Node(bytearray(path.read_bytes()))
            elif path.is_dir():
                self.folders.add(name)

    def open(self, name: str, *, empty: bool) -> None:
        """A file is made, or emptied, or only opened."""
        if name not in self.now:
            self._name(name, Node())
        elif empty:
            self.write(name, 0, None)

    def write(self, name: str, at: int, what: bytes | None) -> None:
        """Bytes are written; None shortens the file to that place or lengthens it."""
        if name in self.now:
            self.now[name].since.append(Wrote(at, what))

    def length(self, name: str) -> int:
        """Give how long a file is for those who read it."""
        node = self.now[name]
        whole = bytearray(node.kept)
        for one in node.since:
            _do(whole, one)
        return len(whole)

    def rename(self, name: str, to: str) -> None:
        """A file gets another name, in one step."""
        if name in self.now:
            node = self.now[name]
            self._name(to, node)
            self._name(name, None)

    def remove(self, name: str) -> None:
        """A name goes."""
        if name in self.now:
            self._name(name, None)

    def make_folder(self, name: str) -> None:
        """A folder is made; it is on the disk when the one above it has been flushed."""
        if name not in self.folders:
            self.folders.add(name)
            self._name(name, Node())

    def flush(self, name: str) -> None:
        """A file's bytes, or a folder's names, are on the disk."""
        if name not in self.folders and name in self.now:
            self.now[name].flush()
        for changed, node in self.waiting.pop(name, []):
            _settle(self.kept, changed, node)

    def _name(self, name: str, node: Node | None) -> None:
        _settle(self.now, name, node)
        self.waiting[str(Path(name).parent)].append((name, node))

    def after_cut(self, to: Path, chance: random.Random) -> None:
        """Write what is there when the power comes back."""
        names = dict(self.kept)
        for waiting in self.waiting.values():
            for changed, node in waiting[: chance.randint(0, len(waiting))]:
                _settle(names, changed, node)
        to.mkdir(parents=True)
        reached = {name for name in self.folders if self._is_there(name, names)}
        for name in sorted(reached):
            (to / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, node in names.items():
            if name not in self.folders and str(Path(name).parent) in reached:
                (to / name).write_bytes(node.after_cut(chance))

    def _is_there(self, folder: str, names: dict[str, Node]) -> bool:
        """A folder from the start is there; one made since needs its name, and its parents'."""
        made = {name for name in self.now if name in self.folders}
        above = [folder, *map(str, Path(folder).parents)]
        return all(one in names or one not in made for one in above)


def _settle(names: dict[str, Node], name: str, node: Node | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node
