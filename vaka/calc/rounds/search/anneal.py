"""Simulated annealing over plans (Kirkpatrick et al. 1983), as Ceschia et al. 2024 use for this."""

import math

from vaka.calc.kernel import bare
from vaka.calc.rounds.search import state as col
from vaka.calc.rounds.search.moves import below, ends, exchange, relocate, uniform
from vaka.calc.rounds.search.state import Fixed, Moving
from vaka.calc.rounds.search.walk import NEVER, reckon

NEAR_SHARE, ANY_SHARE, EXCHANGE_SHARE = 0.62, 0.08, 0.15


@bare
def anneal(f: Fixed, m: Moving, tries: int, hot: float, cold: float) -> int:
    """Try so many changes while it cools from hot to cold. Gives how many were kept."""
    kept = 0
    heat, fall = hot, math.exp(math.log(cold / hot) / max(tries, 1))
    for _ in range(tries):
        heat *= fall
        limit = m.totals[col.COST] - heat * math.log(uniform(m))
        if attempt(f, m, limit) <= limit:
            kept += 1
            reckon(f, m)
            if m.totals[col.COST] < m.totals[col.BEST] - 1e-9:
                m.totals[col.BEST] = m.totals[col.COST]
                for i in range(len(m.order)):
                    m.best_order[i] = m.order[i]
                    m.best_who[i, 0], m.best_who[i, 1] = m.who[i, 0], m.who[i, 1]
    return kept


@bare
def attempt(f: Fixed, m: Moving, limit: float) -> float:
    """Try one change, drawn by chance. Gives its cost; above the limit it was taken back."""
    patients = len(m.order)
    p, which = below(m, patients), uniform(m)
    k = below(m, 2) if m.who[p, 1] >= 0 else 0
    if which < NEAR_SHARE:
        q = f.near[p, below(m, f.near.shape[1])]
        s = m.who[q, below(m, 2) if m.who[q, 1] >= 0 else 0]
        if f.can[s, p, k] == 0:
            return NEVER
        return moved(f, m, p, k, s, m.place[q] + below(m, 2), limit)
    if which < NEAR_SHARE + ANY_SHARE:
        return moved(f, m, p, k, f.able[p, k, below(m, f.many_able[p, k])], m.place[p], limit)
    q = f.near[p, below(m, f.near.shape[1])]
    if which < NEAR_SHARE + ANY_SHARE + EXCHANGE_SHARE:
        return exchange(f, m, p, q, limit)
    other = m.who[q, below(m, 2) if m.who[q, 1] >= 0 else 0]
    if other == m.who[p, k]:
        return NEVER
    return ends(f, m, m.place[p] + below(m, 2), m.who[p, k], other, limit)


@bare
def moved(f: Fixed, m: Moving, p: int, k: int, s: int, i: int, limit: float) -> float:
    """Give one of a patient's visits to a carer, who may not have both, and place the patient."""
    if s == m.who[p, 1 - k]:
        return NEVER
    if k == 0:
        return relocate(f, m, p, i, s, m.who[p, 1], limit)
    return relocate(f, m, p, i, m.who[p, 0], s, limit)


@bare
def begin(f: Fixed, m: Moving) -> None:
    """Make a first plan: in the order in which windows close, each to who adds the least way."""
    patients = len(m.order)
    for i in range(patients):
        j = i
        while j > 0 and f.closes[m.order[j - 1]] > f.closes[i]:
            m.order[j] = m.order[j - 1]
            j -= 1
        m.order[j] = i
    for s in range(len(m.home)):
        m.at[s], m.clock[s] = 0, 0.0
    for i in range(patients):
        p = m.order[i]
        for k in range(2):
            m.who[p, k] = -1
            if f.many_able[p, k] > 0:
                m.who[p, k] = soonest(f, m, p, k)
                s = m.who[p, k]
                m.clock[s] = max(m.clock[s] + f.travel[m.at[s], p + 1], f.opens[p])
                m.clock[s] += f.minutes[p, k]
                m.at[s] = p + 1
    reckon(f, m)
    m.totals[col.BEST] = m.totals[col.COST] + 1.0


@bare
def soonest(f: Fixed, m: Moving, p: int, k: int) -> int:
    """Who can be there with the least way and tardiness, but for the one whom the pair needs."""
    best, found = NEVER, -1
    needed = f.able[p, 1, 0] if k == 0 and f.many_able[p, 1] == 1 else -1
    for n in range(f.many_able[p, k]):
        s = f.able[p, k, n]
        if s == needed:
            continue
        way = f.travel[m.at[s], p + 1]
        cost = way + 3.0 * max(0.0, m.clock[s] + way - f.closes[p])
        if s != m.who[p, 1 - k] and cost < best:
            best, found = cost, s
    return found
