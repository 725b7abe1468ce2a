"""How the server writes its log: one line an event, without what people said."""

from __future__ import annotations

import logging
import sys

import structlog

_KEPT_OUT = frozenset({"text", "transcript", "words", "caption", "quote", "sdp", "token", "prompt"})
"""Fields that never reach the log: they are, or hold, what somebody said, or a secret."""


def _leave_out(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    return {key: value for key, value in event.items() if key not in _KEPT_OUT}


def configure_logs() -> None:
    """Structured lines on standard error, tracebacks without the values of variables."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _leave_out,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(
                key_order=["timestamp", "level", "event"], drop_missing=True
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
