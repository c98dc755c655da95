"""Changes of a plan: tried in place, kept or taken back.

Each gives the cost it would come to, or NEVER. The way a change adds is known before anything is
moved, so most are turned down at once: even with no tardiness left they would cost too much.
"""

import numpy as np

from vaka.calc.kernel import bare
from vaka.calc.rounds.search import state as col
from vaka.calc.rounds.search.state import Fixed, Moving
from vaka.calc.rounds.search.walk import NEVER, changed, follow
from vaka.calc.staffing.draws import BY_11, FINEST, GOLDEN, mixed


@bare
def uniform(m: Moving) -> float:
    """Draw the next number, above 0 and below 1 (SplitMix64)."""
    m.draw[0] += GOLDEN
    return (np.float64(mixed(m.draw[0]) >> BY_11) + 0.5) * FINEST


@bare
def below(m: Moving, many: int) -> int:
    """Draw a whole number from 0 to `many` - 1."""
    return min(int(uniform(m) * many), many - 1)


@bare
def shift(m: Moving, frm: int, to: int) -> None:
    """Move the patient at one place of the order to another; `place` is set when it is kept."""
    p = m.order[frm]
    step = 1 if to > frm else -1
    for i in range(frm, to, step):
        m.order[i] = m.order[i + step]
    m.order[to] = p


@bare
def ahead(m: Moving, s: int, i: int, skip: int) -> int:
    """Row of the last visit of a carer before a place of the order, but for one patient."""
    for j in range(i - 1, -1, -1):
        p = m.order[j]
        if p != skip and (m.who[p, 0] == s or m.who[p, 1] == s):
            return p + 1
    return 0


@bare
def after(m: Moving, s: int, i: int, skip: int, ahead: int) -> int:
    """Row of the visit after the one of row `ahead` in a carer's round, but for one patient."""
    row = 0
    if ahead > 0:
        q = ahead - 1
        row = m.next[q, 0 if m.who[q, 0] == s else 1]
    else:
        for j in range(i, len(m.order)):
            q = m.order[j]
            if q != skip and (m.who[q, 0] == s or m.who[q, 1] == s):
                return q + 1
    if row == skip + 1 and skip >= 0:
        row = m.next[skip, 0 if m.who[skip, 0] == s else 1]
    return row


@bare
def saved(f: Fixed, m: Moving, p: int, k: int) -> float:
    """The way that a carer is spared without one of a patient's visits."""
    a, b = m.prior[p, k], m.next[p, k]
    return m.way[p, k] + f.travel[p + 1, b] - f.travel[a, b]


@bare
def between(f: Fixed, p: int, a: int, b: int) -> float:
    """The way that a patient adds between two rows."""
    return f.travel[a, p + 1] + f.travel[p + 1, b] - f.travel[a, b]


@bare
def relocate(f: Fixed, m: Moving, p: int, i: int, one: int, two: int, limit: float) -> float:
    """Put a patient before the place i of the order with these carers; kept if within the limit."""
    old_one, old_two, frm = m.who[p, 0], m.who[p, 1], m.place[p]
    more = -saved(f, m, p, 0)
    if two >= 0:
        more -= saved(f, m, p, 1)
    spare = limit - m.totals[col.DISTANCE] - more
    if spare < 0.0:
        return NEVER
    a = ahead(m, one, i, p)
    b = after(m, one, i, p, a)
    spare -= between(f, p, a, b)
    if spare < 0.0:
        return NEVER
    to = i - 1 if i > frm else i
    if two >= 0:
        c = ahead(m, two, i, p)
        d = after(m, two, i, p, c)
        spare -= between(f, p, c, d)
        if spare < 0.0:
            return NEVER
        if c == m.prior[p, 1] and two == old_two and a == m.prior[p, 0] and one == old_one:
            return NEVER
    elif a == m.prior[p, 0] and one == old_one:
        return NEVER
    first = min(frm, to)
    follow(f, m, old_one, first)
    follow(f, m, one, first)
    if two >= 0:
        follow(f, m, old_two, first)
        follow(f, m, two, first)
    shift(m, frm, to)
    m.who[p, 0], m.who[p, 1] = one, two
    cost = changed(f, m, first, max(frm, to) + 1, spare + 1e-9, -1, -1)
    if cost > limit:
        shift(m, to, frm)
        m.who[p, 0], m.who[p, 1] = old_one, old_two
    return cost


@bare
def exchange(f: Fixed, m: Moving, p: int, q: int, limit: float) -> float:
    """Let two patients change places in the order, and carers; kept if within the limit."""
    i, j = m.place[p], m.place[q]
    pair = m.who[p, 1] >= 0
    if pair != (m.who[q, 1] >= 0):
        return NEVER
    for k in range(2 if pair else 1):
        if f.can[m.who[q, k], p, k] == 0 or f.can[m.who[p, k], q, k] == 0:
            return NEVER
    first = min(i, j)
    for k in range(2 if pair else 1):
        follow(f, m, m.who[p, k], first)
        follow(f, m, m.who[q, k], first)
    traded(m, p, q, i, j)
    cost = changed(f, m, first, max(i, j) + 1, limit, -1, -1)
    if cost > limit:
        traded(m, q, p, i, j)
    return cost


@bare
def traded(m: Moving, p: int, q: int, i: int, j: int) -> None:
    """Put q at the place i and p at j, each with the other's carers."""
    m.order[i], m.order[j] = q, p
    for k in range(2):
        m.who[p, k], m.who[q, k] = m.who[q, k], m.who[p, k]


@bare
def crossed(m: Moving, first: int, one: int, other: int) -> None:
    """Let two carers change rounds from a place on."""
    for i in range(first, len(m.order)):
        p = m.order[i]
        for k in range(2):
            if m.who[p, k] == one:
                m.who[p, k] = other
            elif m.who[p, k] == other:
                m.who[p, k] = one


@bare
def ends(f: Fixed, m: Moving, first: int, one: int, other: int, limit: float) -> float:
    """Let two carers exchange the ends of their rounds; kept if within the limit."""
    a, c = ahead(m, one, first, -1), ahead(m, other, first, -1)
    b, d = after(m, one, first, -1, a), after(m, other, first, -1, c)
    more = f.travel[a, d] + f.travel[c, b] - f.travel[a, b] - f.travel[c, d]
    spare = limit - m.totals[col.DISTANCE] - more
    if spare < 0.0 or (b == 0 and d == 0):
        return NEVER
    for i in range(first, len(m.order)):
        p = m.order[i]
        for k in range(2):
            s = m.who[p, k]
            if (s == one and f.can[other, p, k] == 0) or (s == other and f.can[one, p, k] == 0):
                return NEVER
    follow(f, m, one, first)
    follow(f, m, other, first)
    crossed(m, first, one, other)
    cost = changed(f, m, first, first, spare + 1e-9, one, other)
    if cost > limit:
        crossed(m, first, one, other)
    return cost
