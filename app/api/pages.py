"""Serves the built pages: files as they are, and index.html for every address of the app."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.convertors import PathConvertor, register_url_convertor

from app.api.errors import plain_error

_NOT_BUILT = (
    "The pages are not built. In the folder frontend/ run: npm ci && npm run build\n"
    "Then reload this page. The API is at /api/health.\n"
)


class _Page(PathConvertor):
    """Every path that is not the API's: its own 404 and 405 must not become pages."""

    regex = r"(?!api(?:/|$)).*"


register_url_convertor("page", _Page())


def pages(folder: Path) -> APIRouter:
    """Routes for everything that is not under /api. ``folder``: where the build put the pages."""
    router = APIRouter(include_in_schema=False)
    root = folder.resolve()

    @router.api_route("/{path:page}", methods=["GET", "HEAD"])
    async def page(path: str) -> Response:
        wanted = (root / path).resolve()
        if path and wanted.is_relative_to(root) and wanted.is_file():
            # The build puts a hash of the content into the names under assets/.
            hashed = path.startswith("assets/")
            age = "public, max-age=31536000, immutable" if hashed else "no-cache"
            return FileResponse(wanted, headers={"cache-control": age})
        if "." in path.rpartition("/")[2]:
            return plain_error(404)
        index = root / "index.html"
        if not index.is_file():
            return PlainTextResponse(_NOT_BUILT, status_code=503)
        return FileResponse(index, headers={"cache-control": "no-cache"})

    return router
