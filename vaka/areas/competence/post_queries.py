"""Reads of posts at units: who holds which, and which homes have none."""

import uuid
from dataclasses import dataclass

from vaka.areas.competence import lists, post_rules
from vaka.areas.competence.lists import PostKind
from vaka.areas.competence.models import Post
from vaka.areas.competence.post_rules import HANDLE, SEE
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units


@dataclass(frozen=True)
class PostCell:
    """One post at one unit: who holds it today."""

    kind: PostKind
    held: list[Post]


@dataclass(frozen=True)
class PostRow:
    """One unit with the posts that are asked there."""

    unit: Unit
    cells: list[PostCell]
    handles: bool


@dataclass(frozen=True)
class PostLack:
    """Which units have nobody in one post, of how many that should."""

    title: str
    units: list[Unit]
    asked: int


@dataclass(frozen=True)
class PostsPage:
    """What the page of posts shows."""

    rows: list[PostRow]
    lacks: list[PostLack]
    lacking: int


def posts_page(viewer: Viewer) -> PostsPage:
    """Give who holds which post at the units that the viewer sees; the read is logged.

    Raises NotAllowed.
    """
    demand(viewer, SEE)
    units = [one for one in visible_units(viewer, SEE, on=viewer.on) if not one.is_reference]
    posts = Post.objects.filter(unit__in=units).select_related("person")
    held = [one for one in posts if post_rules.is_held((one.from_date, one.until_date), viewer.on)]
    rows = [_row(viewer, one, held) for one in units if lists.posts_at(one, viewer.on)]
    note_read(by=viewer, object_kind="post", object_id="",
              data={"shown": [str(one.pk) for one in held]})  # fmt: skip
    lacks = [_lack(one, rows) for one in lists.posts(viewer.on)]
    lacking = sum(any(not cell.held for cell in row.cells) for row in rows)
    return PostsPage(rows, [one for one in lacks if one.units], lacking)


def post_of(viewer: Viewer, post_id: uuid.UUID) -> Post:
    """Give a post that the viewer may see. Raises NotVisible."""
    found = Post.objects.select_related("unit", "person").filter(pk=post_id).first()
    if found is None or not viewer.may(SEE, found.unit_id):
        raise NotVisible(str(post_id))
    return found


def home(viewer: Viewer, code: str) -> Unit:
    """Give a unit with posts that the viewer may see. Raises NotVisible."""
    for one in visible_units(viewer, SEE, on=viewer.on):
        if one.code == code and lists.posts_at(one, viewer.on):
            return one
    raise NotVisible(code)


def _row(viewer: Viewer, unit: Unit, held: list[Post]) -> PostRow:
    cells = [
        PostCell(kind, [one for one in held if one.unit_id == unit.pk and one.code == kind.code])
        for kind in lists.posts_at(unit, viewer.on)
    ]
    return PostRow(unit, cells, viewer.may(HANDLE, unit.pk))


def _lack(kind: PostKind, rows: list[PostRow]) -> PostLack:
    asked = [(row.unit, cell) for row in rows for cell in row.cells if cell.kind == kind]
    return PostLack(kind.title, [unit for unit, cell in asked if not cell.held], len(asked))
