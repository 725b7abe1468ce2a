"""What was computed for the latest texts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """Keeps what ``make`` made for the latest ``size`` texts. Safe to use from several threads."""

    def __init__(self, size: int, make: Callable[[Sequence[str]], Sequence[Made]]) -> None:
        self._size = size
        self._make = make
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> list[Made]:
        """What belongs to each text; the new ones are made together."""
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        missing = list(dict.fromkeys(text for text in texts if text not in found))
        if missing:
            found.update(zip(missing, self._make(missing), strict=True))
        with self._lock:
            for text in texts:
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return [found[text] for text in texts]
