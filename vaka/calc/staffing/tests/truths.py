"""Exact answers that the simulation is held against: queues with a formula or a small chain."""

import math

import numpy as np


def erlang_c(servers: int, load: float) -> float:
    """The chance to wait in M/M/c."""
    terms = [load**k / math.factorial(k) for k in range(servers)]
    tail = load**servers / math.factorial(servers) / (1 - load / servers)
    return tail / (sum(terms) + tail)


def pair_wait(rate: float, share: float, mean: float, most: int = 120) -> float:
    """Mean wait, two staff, first come first served, a share needing both: a Markov chain.

    States without queue: 0, 1, 2 singles at work, or a pair (D). With a queue: who works, and what
    its first job is; the others' kinds are unknown until they come first.
    """
    names = [("0", "", 0), ("1", "", 0), ("2", "", 0), ("D", "", 0)]
    names += [
        (work, head, k)
        for k in range(1, most)
        for work, head in (("1", "d"), ("2", "s"), ("2", "d"), ("D", "s"), ("D", "d"))
    ]
    place = {name: k for k, name in enumerate(names)}
    q = np.zeros((len(names), len(names)))

    def go(a, b, speed):
        if b in place:
            q[place[a], place[b]] += speed

    def next_head(work, k):
        """A queue of k whose first is not known yet, with these at work: where it settles."""
        if k == 0:
            return [((work, "", 0), 1.0)]
        found = []
        for head, chance in (("s", 1 - share), ("d", share)):
            if head == "s" and work in "01":
                nxt = {"0": "1", "1": "2"}[work]
                found += [(s, chance * p) for s, p in next_head(nxt, k - 1)]
            elif head == "d" and work == "0":
                found += [(s, chance * p) for s, p in next_head("D", k - 1)]
            else:
                found.append(((work, head, k), chance))
        return found

    for work, head, k in names:
        here = (work, head, k)
        if k:
            go(here, (work, head, k + 1), rate)
        else:
            for nxt, p in next_head(work, 1):
                go(here, nxt, rate * p)
        left = {"0": None, "1": "0", "2": "1", "D": "0"}[work]
        if left is None:
            continue
        speed = (2 if work == "2" else 1) / mean
        if k == 0:
            go(here, (left, "", 0), speed)
        elif head == "s":
            for nxt, p in next_head({"0": "1", "1": "2"}[left], k - 1):
                go(here, nxt, speed * p)
        elif left == "0":
            for nxt, p in next_head("D", k - 1):
                go(here, nxt, speed * p)
        else:
            go(here, (left, "d", k), speed)
    q -= np.diag(q.sum(1))
    lhs = np.vstack([q.T, np.ones(len(names))])
    steady = np.linalg.lstsq(lhs, np.r_[np.zeros(len(names)), 1.0], rcond=None)[0]
    return sum(p * k for p, (_w, _h, k) in zip(steady, names, strict=True)) / rate
