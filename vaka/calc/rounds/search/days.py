"""Simulated annealing of a unified problem's plans: a trial beside the plan it came from."""

import math

import numpy as np

from vaka.calc.kernel import bare
from vaka.calc.rounds.search.day import BREAK_FROM, BREAK_UNTIL, Day, Unified, whole
from vaka.calc.staffing.draws import BY_11, FINEST, GOLDEN, mixed

HOUR = 60
MOVE, SWAP, REST, WINDOW = 0.62, 0.80, 0.88, 0.93


@bare
def chance(d: Day) -> float:
    """Draw the next number, above 0 and below 1 (SplitMix64)."""
    d.draw[0] += GOLDEN
    return (np.float64(mixed(d.draw[0]) >> BY_11) + 0.5) * FINEST


@bare
def one_of(d: Day, many: int) -> int:
    """Draw a whole number from 0 to `many` - 1."""
    return min(int(chance(d) * many), many - 1)


@bare
def copy(frm: Day, to: Day) -> None:
    """Copy a plan."""
    for p in range(len(frm.order)):
        to.order[p], to.window[p] = frm.order[p], frm.window[p]
        to.who[p, 0], to.who[p, 1] = frm.who[p, 0], frm.who[p, 1]
    for s in range(len(frm.rest)):
        to.rest[s] = frm.rest[s]


@bare
def anneal_days(u: Unified, now: Day, trial: Day, best: Day, costs: Day, tries: int, hot: float,
                cold: float) -> int:  # fmt: skip
    """Try so many changes while it cools. `costs.sums` holds the plan's cost and the best one's."""
    kept = 0
    heat, fall = hot, math.exp(math.log(cold / hot) / max(tries, 1))
    for _ in range(tries):
        heat *= fall
        if change(u, trial):
            cost = whole(u, trial)
            if cost <= costs.sums[0] - heat * math.log(chance(trial)):
                kept += 1
                costs.sums[0] = cost
                copy(trial, now)
                if cost < costs.sums[1] - 1e-9:
                    costs.sums[1] = cost
                    copy(trial, best)
                continue
        copy(now, trial)
    return kept


@bare
def change(u: Unified, d: Day) -> bool:
    """Change a plan by chance. Tells whether it may be so."""
    p, which = one_of(d, len(d.order)), chance(d)
    if which < MOVE:
        return put(u, d, p)
    if which < SWAP:
        return swap(u, d, p, u.near[p, one_of(d, u.near.shape[1])])
    if which < REST:
        s = one_of(d, len(d.rest))
        early, late = int(u.rules[BREAK_FROM]) - HOUR, int(u.rules[BREAK_UNTIL])
        if chance(d) < 0.5:
            d.rest[s] += one_of(d, HOUR) - HOUR // 2
        else:
            d.rest[s] = early + one_of(d, max(late - early, 1))
        return u.wants[s] == 1
    if which < WINDOW:
        d.window[p] = one_of(d, u.opens.shape[1])
        return u.opens.shape[1] > 1
    if d.who[p, 0] < 0:
        return put(u, d, p)
    d.who[p, 0] = d.who[p, 1] = -1
    return u.optional[p] == 1


@bare
def put(u: Unified, d: Day, p: int) -> bool:
    """Put a patient beside another, with that one's carer or any other for one of the visits."""
    k = one_of(d, u.needs[p])
    if u.many_able[p, 0] == 0 or (u.needs[p] == 2 and u.many_able[p, 1] == 0):
        return False
    q = u.near[p, one_of(d, u.near.shape[1])]
    s = d.who[q, one_of(d, u.needs[q])]
    if chance(d) < 0.2 or s < 0 or u.can[s, p, k] == 0:
        s = u.able[p, k, one_of(d, u.many_able[p, k])]
    fresh = d.who[p, 0] < 0
    if fresh and u.needs[p] == 2:
        d.who[p, 1 - k] = u.able[p, 1 - k, one_of(d, u.many_able[p, 1 - k])]
    d.who[p, k] = s
    if fresh or chance(d) < 0.8:
        beside(d, p, q)
    return are_two(u, d, p)


@bare
def are_two(u: Unified, d: Day, p: int) -> bool:
    """A pair's visits are not the same carer's; two that are independent may be."""
    return u.kind[p] == 0 or d.who[p, 0] != d.who[p, 1]


@bare
def beside(d: Day, p: int, q: int) -> None:
    """Move a patient in the order to just before or after another."""
    i = j = 0
    for n in range(len(d.order)):
        if d.order[n] == p:
            i = n
        elif d.order[n] == q:
            j = n
    to = j + one_of(d, 2)
    if i < to:
        to -= 1
    step = 1 if to > i else -1
    for n in range(i, to, step):
        d.order[n] = d.order[n + step]
    d.order[to] = p


@bare
def swap(u: Unified, d: Day, p: int, q: int) -> bool:
    """Let two patients change carers and places in the order."""
    if u.needs[p] != u.needs[q] or d.who[p, 0] < 0 or d.who[q, 0] < 0:
        return False
    for k in range(u.needs[p]):
        if u.can[d.who[q, k], p, k] == 0 or u.can[d.who[p, k], q, k] == 0:
            return False
        d.who[p, k], d.who[q, k] = d.who[q, k], d.who[p, k]
    for n in range(len(d.order)):
        if d.order[n] == p:
            d.order[n] = q
        elif d.order[n] == q:
            d.order[n] = p
    return are_two(u, d, p) and are_two(u, d, q)
