"""A language model's server that misbehaves as it is told, speaking the OpenAI protocol."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Server:
    """``answers`` are used one a request, the last again and again.

    An answer is a list of pieces of text; a number among them waits so many seconds, ``None`` cuts
    the connection, and an int answer is an HTTP status. ``understands``: the response formats that
    it takes; every other is refused with status 400.
    """

    answers: list[list[str | float | None] | int]
    understands: frozenset[str] = frozenset({"json_schema", "json_object", "text"})
    port: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    left_early: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(head.split("content-length:")[1].split("\r\n")[0])
            self.requests.append(json.loads(await reader.readexactly(length)))
            answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
            wanted = self.requests[-1].get("response_format")
            if isinstance(wanted, dict) and wanted["type"] not in self.understands:
                answer = 400
            if isinstance(answer, list) and not self.requests[-1].get("stream"):
                await self._whole(answer, writer)
            elif isinstance(answer, int):
                head = f"HTTP/1.1 {answer} No\r\ncontent-length: 0\r\nconnection: close"
                writer.write(f"{head}\r\n\r\n".encode())
            else:
                await self._stream(answer, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left_early += 1
        finally:
            writer.close()

    @staticmethod
    async def _whole(answer: list[str | float | None], writer: asyncio.StreamWriter) -> None:
        """The answer in one piece, as a server gives it that was not asked to stream."""
        for piece in answer:
            if isinstance(piece, float):
                await asyncio.sleep(piece)
        content = "".join(piece for piece in answer if isinstance(piece, str))
        message = {"role": "assistant", "content": content}
        body = json.dumps(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            }
        ).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
        writer.write(f"{head}\r\nconnection: close\r\n\r\n".encode() + body)

    async def _stream(self, answer: list[str | float | None], writer: asyncio.StreamWriter) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
            b"transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
        )
        for piece in answer:
            if piece is None:
                writer.transport.abort()
                return
            if isinstance(piece, float):
                await asyncio.sleep(piece)
                continue
            chunk = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}],
            }
            self._send(writer, f"data: {json.dumps(chunk)}\n\n")
            await writer.drain()
        self._send(writer, "data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")

    @staticmethod
    def _send(writer: asyncio.StreamWriter, text: str) -> None:
        data = text.encode()
        writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


@asynccontextmanager
async def language_model(
    *answers: list[str | float | None] | int, understands: frozenset[str] | None = None
) -> AsyncIterator[Server]:
    """A server with these answers, on a port of its own."""
    server = Server(list(answers))
    if understands is not None:
        server.understands = understands
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
