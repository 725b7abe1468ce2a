from __future__ import annotations

from collections.abc import Sequence

from app.patient.minilm.latest import Latest


def test_each_text_is_made_once_while_it_is_among_the_latest() -> None:
    asked: list[list[str]] = []

    def lengths(texts: Sequence[str]) -> list[int]:
        asked.append(list(texts))
        return [len(text) for text in texts]

    latest = Latest(2, lengths)
    assert latest(["one", "three", "one"]) == [3, 5, 3]
    assert latest(["three", "seven!"]) == [5, 6]
    assert latest(["one"]) == [3]
    assert asked == [["one", "three"], ["seven!"], ["one"]]
    assert latest([]) == []


def test_more_texts_than_are_kept_are_all_given() -> None:
    latest = Latest(2, lambda texts: [text.upper() for text in texts])
    assert latest(["a", "b", "c"]) == ["A", "B", "C"]
