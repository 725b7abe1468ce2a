"""The private parts of aiortc are there, and their absence is told at the start."""

from __future__ import annotations

import pytest
from aiortc import RTCRtpSender

from app.call.media.hooks import HookError, check_hooks


def test_this_version_has_them() -> None:
    check_hooks()


def test_a_version_without_them_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(RTCRtpSender, "_send_keyframe")
    with pytest.raises(HookError, match=r"lacks RTCRtpSender\._send_keyframe: install aiortc==1"):
        check_hooks()
