"""One shape for every error: ``{"error": {"code", "message"}}`` from the API, a page that says the same elsewhere."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from communique.errors import ArchiveBusy, ArchiveError, CommuniqueError, QueryError

__all__ = ["CODES", "WebError", "as_web_error"]

#: status -> the code that the error's shape gives for it, unless a nearer one is known
CODES = {400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
         413: "too_large", 414: "too_long", 415: "unsupported_media_type", 421: "wrong_host", 500: "internal",
         503: "busy"}


class WebError(CommuniqueError):
    """An answer that is an error: its HTTP `status`, a short `code` for programs, a `message` for people."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(status, message, code)
        self.status, self.message, self.code = status, message, code or CODES.get(status, "error")

    def __str__(self) -> str:
        return self.message


def as_web_error(error: Exception) -> WebError:
    """What went wrong as an answer. Nothing of the inside (paths, SQL, a traceback) is told of what nobody foresaw."""
    match error:
        case WebError():
            return error
        case HTTPException():
            told = {404: "there is no such page", 405: "this address does not take that method"}
            return WebError(error.status_code, told.get(error.status_code, error.detail))
        case QueryError():
            return WebError(400, str(error), "bad_query")
        case ArchiveBusy():
            return WebError(503, "the archive is being written by another program; try again in a moment", "busy")
        case ArchiveError():
            return WebError(500, "the archive could not be read: the server's log says why", "archive")
        case _:
            return WebError(500, "something went wrong here: the server's log says what", "internal")
