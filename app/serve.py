"""Runs the application on one process: says where it is, and which engine serves each stage."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence

import typer
import uvicorn

from app.call.media.hooks import check_hooks
from app.call.media.ports import media_loop_factory
from app.logs import configure_logs
from app.settings import Settings, SettingsError

LARGEST_MESSAGE = 256 * 1024
"""Bytes of one signalling message; a larger one closes its socket."""


def serve(settings: Settings) -> None:
    """Serve until interrupted. Raises SettingsError if the address cannot be used."""
    configure_logs()
    check_hooks()
    _check_port(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    from app.main import create_app

    app = create_app(settings, on_ready=_announce)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=5.0,
        ws_ping_timeout=10.0,
        log_level="warning",
        timeout_graceful_shutdown=10,
        proxy_headers=False,
        server_header=False,
    )
    typer.echo(f"Synthetic Patients is at http://localhost:{settings.port}")
    loop_factory = media_loop_factory(settings.port_range(), settings.addresses())
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(uvicorn.Server(config).serve())


def _check_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(
                f"port {settings.port} on {settings.host} cannot be used ({error.strerror}); "
                f"choose another with PORT=8001"
            ) from error


def _announce(engines: Mapping[str, str], problems: Sequence[str]) -> None:
    """Print which engine serves each stage, once they are there."""
    for stage, name in engines.items():
        typer.echo(f"  {stage.replace('_', ' '):15} {name}")
    for problem in problems:
        typer.echo(f"  ! {problem}", err=True)
