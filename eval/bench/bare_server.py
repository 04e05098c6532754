"""The least that a retrieval endpoint can be: encode, search by FAISS, return texts."""

from __future__ import annotations

import json
import socket
import sys
from html import escape
from pathlib import Path

import faiss
import numpy as np
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from eval.bench.bare import BareEncoder, BareSearch

SHOWN = 3
PATH = "/ask"
PAGE = "/"
SHELL = "<!doctype html><title>Answers</title><h1>{}</h1><ol>{}</ol>"


def app_of(search: BareSearch, passages: list[list[str]]) -> FastAPI:
    """An application with one endpoint, and the same as a page."""
    app = FastAPI()

    @app.get(PATH)
    def ask(q: str) -> list[list[str]]:
        return [passages[row] for row in search.search(q, SHOWN)]

    @app.get(PAGE)
    def page(q: str) -> HTMLResponse:
        found = (passages[row] for row in search.search(q, SHOWN))
        items = (f"<li>{escape(text)} ({escape(name)})" for name, text in found)
        return HTMLResponse(SHELL.format(escape(q), "".join(items)))

    return app


def main() -> None:
    """Serve on loopback until stopped: passages, vectors and the encoder's folder are given."""
    passages, vectors, encoder = map(Path, sys.argv[1:])
    faiss.omp_set_num_threads(1)
    rows = np.load(vectors, allow_pickle=False)
    search = BareSearch(BareEncoder(encoder, threads=1), rows)
    app = app_of(search, json.loads(passages.read_text(encoding="utf-8")))
    # named as TCP, so that asyncio sends small writes at once
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    place.bind(("127.0.0.1", 0))
    place.listen()
    sys.stderr.write(f"Ready at 127.0.0.1:{place.getsockname()[1]}\n")
    sys.stderr.flush()
    config = uvicorn.Config(app, http="h11", log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[place])


if __name__ == "__main__":
    main()
