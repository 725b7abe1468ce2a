"""What is there, what is missing, and how to get it. Each finding is one small function."""

from __future__ import annotations

import importlib.util
import json
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

import httpx
import psutil
import typer
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.settings import Settings
from app.store import StoreError
from app.store.database import open_engine
from app.weights import inspection
from avatar.renderers import available_casts

GIB = 1024**3
LEAST_MEMORY = 3 * GIB
LEAST_DISK = 2 * GIB


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    says: str
    todo: str = ""
    """How to mend it."""
    optional: bool = False
    """The product serves without it."""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything. Takes a few seconds at most."""
    return [finding for look in _LOOKS for finding in look(settings)]


def print_findings(findings: Sequence[Finding], as_json: bool) -> None:
    """For people, or for a machine."""
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings]))
        return
    for finding in findings:
        mark = "ok  " if finding.ok else ("-   " if finding.optional else "MISS")
        typer.echo(f"{mark} {finding.what:22} {finding.says}")
        if not finding.ok and finding.todo:
            typer.echo(f"     {'':22} {finding.todo}")


def _machine(settings: Settings) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding("Python", sys.version_info[:2] == (3, 11), version, "Use Python 3.11.")
    memory = psutil.virtual_memory().available
    yield Finding(
        "memory", memory > LEAST_MEMORY, f"{memory / GIB:.1f} GiB free",
        "A call needs about 3 GiB: close other programs.",
    )  # fmt: skip
    yield Finding(
        "cores", settings.cores >= 2, f"{settings.cores}, for {settings.call_limit} calls at once",
        "One core carries one call at a lower frame rate.", optional=True,
    )  # fmt: skip
    folder = settings.data_dir if settings.data_dir.exists() else settings.data_dir.parent
    free = shutil.disk_usage(folder).free
    yield Finding(
        "disk", free > LEAST_DISK, f"{free / GIB:.1f} GiB free at {settings.data_dir}",
        "Voiced lines and recordings need room: free some, or set DATA_DIR.",
    )  # fmt: skip


def _weights(settings: Settings) -> Iterator[Finding]:
    problems = inspection.check(settings.models_dir)
    if not problems:
        yield Finding("weights", True, f"all there, in {settings.models_dir}")
    for problem in problems:
        yield Finding("weights", False, str(problem), "synthetic-patients models get")


def _pages(settings: Settings) -> Iterator[Finding]:
    built = (settings.frontend_dir / "index.html").is_file()
    yield Finding(
        "pages", built, str(settings.frontend_dir) if built else "not built",
        "make frontend (needs Node 20 with npm)",
    )  # fmt: skip


def _faces(settings: Settings) -> Iterator[Finding]:
    casts = available_casts()
    yield Finding(
        "faces", bool(casts), ", ".join(casts) or "none",
        "avatar/cast/ is empty: the checkout is incomplete.",
    )  # fmt: skip


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        engine = open_engine(settings.database)
        with engine.connect() as connection:
            connection.execute(text("select 1"))
        engine.dispose()
    except (StoreError, SQLAlchemyError, OSError) as error:
        yield Finding("database", False, str(error), "Check DATABASE_URL and DATA_DIR.")
    else:
        yield Finding("database", True, engine.url.render_as_string(hide_password=True))


def _port(settings: Settings) -> Iterator[Finding]:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            yield Finding(
                "port", False, f"{settings.host}:{settings.port}: {error.strerror}",
                "Something listens there (this product, perhaps): set PORT to use another.",
                optional=True,
            )  # fmt: skip
        else:
            yield Finding("port", True, f"{settings.host}:{settings.port} is free")


def media_addresses() -> list[str]:
    """Addresses of this machine that can carry media. Loopback cannot: ICE leaves it out."""
    return [
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET and not address.address.startswith("127.")
    ]


def _media(settings: Settings) -> Iterator[Finding]:
    chosen = settings.addresses()
    addresses = [own for own in media_addresses() if not chosen or own in chosen]
    missing = "none of MEDIA_ADDRESSES is this machine's" if chosen else "only loopback"
    yield Finding(
        "media addresses", bool(addresses), ", ".join(addresses) or missing,
        "Sound and picture need an interface beside loopback. Calls can be typed meanwhile.",
        optional=True,
    )  # fmt: skip
    if not addresses:
        return
    blocked = _udp_problem(addresses[0], settings.port_range())
    yield Finding(
        "media ports (UDP)", not blocked, blocked or (settings.media_ports or "any"),
        "Open the UDP ports of MEDIA_PORTS in the firewall, or set ICE_SERVERS to a TURN server.",
        optional=True,
    )  # fmt: skip


def _udp_problem(address: str, ports: range | None) -> str:
    """Whether a datagram of this machine to itself arrives; empty if it does."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
    ):
        try:
            receiver.bind((address, ports[0] if ports else 0))
            receiver.settimeout(1.0)
            sender.sendto(b"synthetic-patients", receiver.getsockname())
            receiver.recv(64)
        except TimeoutError:
            return f"datagrams to {address} do not arrive"
        except OSError as error:
            return f"{address}: {error.strerror}"
    return ""


def _extras(settings: Settings) -> Iterator[Finding]:
    wanted = {
        "torch": "transformers in process, and the TTS package",
        "transformers": "a language model in process",
        "TTS": "VITS and XTTS voices",
        "psycopg": "PostgreSQL",
    }
    for module, serves in wanted.items():
        there = importlib.util.find_spec(module) is not None
        extra = "postgres" if module == "psycopg" else "gpu"
        yield Finding(
            module, there, serves if there else f"not installed (for {serves})",
            f"pip install 'synthetic-patients[{extra}]', if you want it", optional=True,
        )  # fmt: skip


def _language_model(settings: Settings) -> Iterator[Finding]:
    if settings.words != "openai":
        return
    url = f"{settings.openai_base_url.rstrip('/')}/models"
    try:
        answer = httpx.get(
            url, headers={"Authorization": f"Bearer {settings.openai_api_key}"}, timeout=5
        )
        answer.raise_for_status()
    except httpx.HTTPError as error:
        yield Finding(
            "language model", False, f"{url}: {error}",
            "Start the server, or mend OPENAI_BASE_URL. Authored lines serve meanwhile.",
            optional=True,
        )  # fmt: skip
    else:
        yield Finding("language model", True, f"{settings.openai_model} at {url}")


def _reach(settings: Settings) -> Iterator[Finding]:
    if settings.loopback:
        yield Finding("reach", True, "this machine only; browsers give it microphone and camera")
        return
    way = "behind TLS" if settings.behind_tls else "plain http"
    yield Finding(
        "reach", settings.behind_tls, f"{settings.host}, {way}",
        "Browsers give no microphone over http: put a TLS proxy in front and set BEHIND_TLS=1.",
    )  # fmt: skip


_LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _machine,
    _weights,
    _pages,
    _faces,
    _database,
    _port,
    _media,
    _reach,
    _language_model,
    _extras,
)

__all__ = ["Finding", "examine", "media_addresses", "print_findings"]
