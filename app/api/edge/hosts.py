"""Which host names we answer to, and which pages may act: against rebinding and other origins."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.edge.refuse import refuse
from app.api.errors import error_response

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


def host_allowed(headers: Headers, allowed: frozenset[str]) -> bool:
    """Whether the request is addressed to a name of ours. ``allowed``: lower-case names."""
    address = _address(f"//{headers.get('host', '')}")
    return address is not None and (address[0] in _LOOPBACK or address[0] in allowed)


def origin_allowed(headers: Headers, writes: bool) -> bool:
    """Whether a page of ours, or no page at all, sent the request.

    ``writes``: it changes something, or opens a socket. Browsers name the page's origin on such
    requests; one without is from a program, which holds no cookie of a learner's browser.
    """
    if not writes:
        return True
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    scheme = urlsplit(origin).scheme
    port = _DEFAULT_PORTS.get(scheme)
    ours = _address(f"//{headers.get('host', '')}", port)
    return port is not None and ours is not None and _address(origin, port) == ours


def from_this_machine(connection: HTTPConnection) -> bool:
    """Whether the other side is this machine itself. What a proxy hands on comes from elsewhere."""
    if "x-forwarded-for" in connection.headers or "forwarded" in connection.headers:
        return False
    try:
        return connection.client is not None and ip_address(connection.client.host).is_loopback
    except ValueError:
        return False


def client_address(connection: HTTPConnection, behind_proxy: bool) -> str:
    """Whom to count failures against: behind our own proxy, the last address that it added."""
    forwarded = connection.headers.get("x-forwarded-for", "")
    if behind_proxy and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return connection.client.host if connection.client else ""


def _address(url: str, default_port: int | None = None) -> tuple[str, int | None] | None:
    try:
        parts = urlsplit(url)
        return ((parts.hostname or "").lower(), parts.port or default_port)
    except ValueError:
        return None


class HostsAndOrigins:
    """Middleware: 421 for a host name that is not ours, 403 for another origin's page."""

    def __init__(self, app: ASGIApp, allowed_hosts: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = HTTPConnection(scope).headers
            writes = scope["type"] == "websocket" or scope["method"] not in _SAFE
            if not host_allowed(headers, self._allowed):
                answer = error_response(
                    421, "host_unknown", "This host name is not served; add it to ALLOWED_HOSTS."
                )
                await refuse(answer, scope, receive, send)
                return
            if not origin_allowed(headers, writes):
                answer = error_response(403, "origin_refused", "This page may not do that here.")
                await refuse(answer, scope, receive, send)
                return
        await self._app(scope, receive, send)
