"""Runs the page: a socket, a token where one is needed, and the address that a person opens."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from communique.archive import Archive
from communique.errors import QueryError
from communique.web.app import create_app
from communique.web.security import host_of, is_loopback
from communique.web.session import TOKEN_LEAST, new_token

__all__ = ["bound", "run"]


def run(archive: Path, *, host: str, port: int, token: str | None, hosts: Sequence[str], read_only: bool, user: str,
        say: Callable[[str], None]) -> None:
    """Serves the archive until it is stopped. Raises ArchiveError for a file that is no archive, QueryError for an
    address that can't be had or a token too short."""
    import uvicorn

    if token is not None and len(token) < TOKEN_LEAST:
        raise QueryError(f"a token has at least {TOKEN_LEAST} characters")
    for name in hosts:
        if host_of(name) is None:
            raise QueryError(f"{name!r} is no host's name")
    file = Archive(archive)
    with file.store.connect():
        pass  # there, and an archive
    if not read_only:
        file.store.prepare()
    open_to_all = not is_loopback(host)
    if open_to_all and token is None:
        token = new_token()
    from communique.knowledge import load_knowledge

    load_knowledge()  # now, and not in the first visitor's time
    app = create_app(archive, token=token, read_only=read_only, hosts=(host, *hosts), any_address=open_to_all,
                     user=user)
    with bound(host, port) as listening:
        at = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        say(f"communique: {archive} at http://{shown}:{at}/" + (f"?token={token}" if token else ""))
        if open_to_all:
            say("communique: open to the network, to whoever has the token; what is sent is not encrypted")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off",
                                limit_concurrency=200, timeout_keep_alive=10)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def bound(host: str, port: int) -> socket.socket:
    """A listening socket; raises QueryError where the address can't be had."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, proto)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
        except OSError:
            made.close()
            raise
        made.listen(128)
        return made
    except OSError as e:
        raise QueryError(f"can't listen on {host} port {port}: {e.strerror or e}") from e
