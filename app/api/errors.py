"""One shape of error for every answer: ``{"error": {"code", "message", "field"?}}``."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from app.store import StoreBusy

_PLAIN = {
    401: ("session_needed", "Open a session first: POST /api/session."),
    404: ("not_found", "There is nothing here."),
    405: ("method_not_allowed", "This address does not take that method."),
    413: ("too_large", "The request is larger than 1 MB."),
    500: ("failed", "Something went wrong on the server; it has been written to its log."),
}


class ApiError(Exception):
    """An answer that is not the one asked for. ``code`` is stable, ``message`` is for people."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        field: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.headers = headers


def not_found(what: str) -> ApiError:
    """404: ``what`` is not there, or is somebody else's; the two must look the same."""
    return ApiError(404, "not_found", f"There is no such {what}.")


def error_response(
    status: int,
    code: str,
    message: str,
    field: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The one error shape."""
    error = {"code": code, "message": message}
    if field is not None:
        error["field"] = field
    return JSONResponse({"error": error}, status_code=status, headers=dict(headers or {}))


def plain_error(status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The error that needs no more words than its status."""
    code, message = _PLAIN.get(status, (f"http_{status}", "The request cannot be answered."))
    return error_response(status, code, message, headers=headers)


def install_handlers(app: FastAPI) -> None:
    """Gives every error that a router can raise the one shape."""

    @app.exception_handler(ApiError)
    async def _api(_request: Request, error: ApiError) -> JSONResponse:
        return error_response(error.status, error.code, error.message, error.field, error.headers)

    @app.exception_handler(HTTPException)
    async def _http(_request: Request, error: HTTPException) -> JSONResponse:
        return plain_error(error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        # The first part says where the value came from; a place in broken JSON is a number.
        field = ".".join(str(part) for part in first["loc"][1:] if isinstance(part, str))
        return error_response(422, "invalid", first["msg"], field or None)

    @app.exception_handler(StoreBusy)
    async def _busy(_request: Request, error: StoreBusy) -> JSONResponse:
        return error_response(503, "store_busy", str(error), headers={"Retry-After": "2"})
