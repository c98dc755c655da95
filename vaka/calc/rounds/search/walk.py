"""The reckoning of one plan, whole or only what a change reaches. See `state` for the plan.

Everybody comes as early as they can, which is best for each cost there is. A change is walked
through from its first place in the order: only carers whose round or clock differs are followed,
each until the clock is the old one again.
"""

import math

from vaka.calc.kernel import bare
from vaka.calc.rounds.search import state as col
from vaka.calc.rounds.search.state import Fixed, Moving

NEVER = math.inf


@bare
def starts(f: Fixed, p: int, first: float, second: float) -> tuple[float, float]:
    """When a patient's visits start, if their carers are there at these times."""
    one = max(first, f.opens[p])
    if f.kind[p] == col.ALONE:
        return one, one
    if f.kind[p] == col.SIMULTANEOUS:
        one = max(one, second)
        return one, one
    two = max(second, one + f.least[p])
    return max(one, two - f.most[p]), two


@bare
def reckon(f: Fixed, m: Moving) -> None:
    """Reckon a plan from its beginning, and all that later changes are held against."""
    patients, carers = len(m.order), len(m.home)
    distance, late, worst = 0.0, 0.0, 0.0
    for s in range(carers):
        m.at[s], m.clock[s], m.dirty[s] = 0, 0.0, 0
    for i in range(patients):
        p = m.order[i]
        m.place[p] = i
        m.before[i], m.top_before[i] = late, worst
        a, b = m.who[p, 0], m.who[p, 1]
        linked(m, p, a, b)
        m.way[p, 0] = f.travel[m.at[a], p + 1]
        m.arrive[p, 0] = m.clock[a] + m.way[p, 0]
        if b >= 0:
            m.way[p, 1] = f.travel[m.at[b], p + 1]
            m.arrive[p, 1] = m.clock[b] + m.way[p, 1]
            distance += m.way[p, 1]
        distance += m.way[p, 0]
        m.start[p, 0], m.start[p, 1] = starts(f, p, m.arrive[p, 0], m.arrive[p, 1])
        m.late[p] = m.worst[p] = max(0.0, m.start[p, 0] - f.closes[p])
        m.at[a], m.clock[a] = p + 1, m.start[p, 0] + f.minutes[p, 0]
        if b >= 0:
            more = max(0.0, m.start[p, 1] - f.closes[p])
            m.late[p] += more
            m.worst[p] = max(m.worst[p], more)
            m.at[b], m.clock[b] = p + 1, m.start[p, 1] + f.minutes[p, 1]
        late += m.late[p]
        worst = max(worst, m.worst[p])
    m.before[patients], m.top_before[patients] = late, worst
    for s in range(carers):
        m.home[s] = f.travel[m.at[s], 0]
        distance += m.home[s]
    m.after[patients] = m.top_after[patients] = 0.0
    for i in range(patients - 1, -1, -1):
        p = m.order[i]
        m.after[i] = m.after[i + 1] + m.late[p]
        m.top_after[i] = max(m.top_after[i + 1], m.worst[p])
    m.totals[col.DISTANCE], m.totals[col.LATE], m.totals[col.WORST] = distance, late, worst
    m.totals[col.COST] = distance + late + worst


@bare
def linked(m: Moving, p: int, a: int, b: int) -> None:
    """Link a patient's visits to the ones before them in their carers' rounds."""
    for k in range(2):
        s = a if k == 0 else b
        if s >= 0:
            m.prior[p, k], m.next[p, k] = m.at[s], 0
            if m.at[s] > 0:
                q = m.at[s] - 1
                m.next[q, 0 if m.who[q, 0] == s else 1] = p + 1


@bare
def follow(f: Fixed, m: Moving, s: int, first: int) -> None:
    """Begin to follow a carer, from where they are when the order comes to a place."""
    if m.dirty[s] == 1:
        return
    m.dirty[s], m.at[s], m.clock[s] = 1, 0, 0.0
    for i in range(first - 1, -1, -1):
        p = m.order[i]
        for k in range(2):
            if m.who[p, k] == s:
                m.at[s], m.clock[s] = p + 1, m.start[p, k] + f.minutes[p, k]
                return


@bare
def changed(f: Fixed, m: Moving, first: int, free: int, spare: float,
            one: int, other: int) -> float:  # fmt: skip
    """Give what the plan costs after a change, or NEVER when tardiness alone is more than `spare`.

    The carers whose rounds differ are followed already. From the place `free` on, the order and
    the rounds are as before, so a carer who starts a visit there when they did is as before too.
    Carers `one` and `other` have exchanged the ends of their rounds (both -1 otherwise).
    """
    # long because this is the loop that everything waits for: a call for each part would cost most
    patients, carers = len(m.order), len(m.home)
    following = 0
    for s in range(carers):
        following += m.dirty[s]
    distance, late, worst = m.totals[col.DISTANCE], m.before[first], m.top_before[first]
    i = first
    while i < patients:
        p = m.order[i]
        a, b = m.who[p, 0], m.who[p, 1]
        first_is, second_is = m.dirty[a] == 1, b >= 0 and m.dirty[b] == 1
        if not first_is and not second_is:
            late += m.late[p]
            worst = max(worst, m.worst[p])
            i += 1
            continue
        here, there = m.arrive[p, 0], m.arrive[p, 1]
        if first_is:
            way = f.travel[m.at[a], p + 1]
            distance += way - m.way[p, 0]
            here = m.clock[a] + way
        if second_is:
            way = f.travel[m.at[b], p + 1]
            distance += way - m.way[p, 1]
            there = m.clock[b] + way
        begin, then = starts(f, p, here, there)
        more = max(0.0, begin - f.closes[p])
        late += more
        worst = max(worst, more)
        if first_is and i >= free and begin == m.start[p, 0]:
            m.dirty[a] = 0
            following -= 1
        elif first_is or begin != m.start[p, 0]:
            following += 1 - m.dirty[a]
            m.dirty[a], m.at[a], m.clock[a] = 1, p + 1, begin + f.minutes[p, 0]
        if b >= 0:
            more = max(0.0, then - f.closes[p])
            late += more
            worst = max(worst, more)
            if second_is and i >= free and then == m.start[p, 1]:
                m.dirty[b] = 0
                following -= 1
            elif second_is or then != m.start[p, 1]:
                following += 1 - m.dirty[b]
                m.dirty[b], m.at[b], m.clock[b] = 1, p + 1, then + f.minutes[p, 1]
        i += 1
        if late + worst > spare:
            for s in range(carers):
                m.dirty[s] = 0
            return NEVER
        if i >= free and following == 0:
            late += m.after[i]
            worst = max(worst, m.top_after[i])
            break
    for s in range(carers):
        if m.dirty[s] == 1:
            old = other if s == one else (one if s == other else s)
            distance += f.travel[m.at[s], 0] - m.home[old]
            m.dirty[s] = 0
    return distance + late + worst
