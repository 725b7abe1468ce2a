"""Counts failed tries by address, so that a code cannot be guessed by many."""

from __future__ import annotations

from collections import OrderedDict

_MAX_ADDRESSES = 10_000


class Tries:
    """At most ``limit`` failures of one address within ``within_s`` seconds. Time is passed in.

    Remembers a bounded number of addresses; the one that failed longest ago is forgotten first.
    """

    def __init__(self, limit: int, within_s: float) -> None:
        self._limit = limit
        self._within = within_s
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def add(self, address: str, now: float) -> None:
        recent = [t for t in self._failed.pop(address, []) if now - t < self._within]
        self._failed[address] = [*recent[-self._limit :], now]
        if len(self._failed) > _MAX_ADDRESSES:
            self._failed.popitem(last=False)

    def too_many(self, address: str, now: float) -> bool:
        times = self._failed.get(address, [])
        return sum(1 for t in times if now - t < self._within) >= self._limit
