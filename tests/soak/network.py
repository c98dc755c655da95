"""The network between phone and server: a forwarder that can be cut, or eat one request."""

import asyncio
import contextlib
import threading
from enum import StrEnum

REPORT = b"POST /api/v1/reports "
CHUNK = 65_536


class Eat(StrEnum):
    """Where one request with a report dies."""

    BEFORE = "before"  # the server never hears of it
    HALF = "half"  # the server gets a torn body
    AFTER = "after"  # the server has answered, the phone never hears it


class Network:
    """Forwards one port to another, in a thread of its own."""

    def __init__(self, port: int, to_port: int) -> None:
        self.port, self._to_port = port, to_port
        self._cut, self._eat, self.eaten = False, None, 0
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        serve = asyncio.start_server(self._come, "127.0.0.1", port)
        asyncio.run_coroutine_threadsafe(serve, self._loop).result()

    def cut(self) -> None:
        """Drop what is open, and whatever comes."""
        self._cut = True
        self._loop.call_soon_threadsafe(self._drop)

    def mend(self) -> None:
        """Let all through again."""
        self._cut, self._eat = False, None

    def eat(self, how: Eat) -> None:
        """Kill the next request that carries a report."""
        self._eat = how

    def _drop(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._to_port)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._up(reader, back, writer), self._down(there, writer, back))
        for one in (writer, back):
            self._open.discard(one)
            one.transport.abort()

    async def _up(
        self, reader: asyncio.StreamReader, back: asyncio.StreamWriter, phone: asyncio.StreamWriter
    ) -> None:
        while chunk := await reader.read(CHUNK):
            if self._eat and chunk.startswith(REPORT):
                how, self._eat = self._eat, None
                self.eaten += 1
                if how is Eat.AFTER:
                    phone.vaka_deaf = True  # type: ignore[attr-defined]
                else:
                    back.write(chunk[: len(chunk) // 2] if how is Eat.HALF else b"")
                    await back.drain()
                    phone.transport.abort()
                    back.close()
                    return
            back.write(chunk)
            await back.drain()
        back.transport.abort()

    async def _down(
        self, there: asyncio.StreamReader, phone: asyncio.StreamWriter, back: asyncio.StreamWriter
    ) -> None:
        while chunk := await there.read(CHUNK):
            if getattr(phone, "vaka_deaf", False):
                break
            phone.write(chunk)
            await phone.drain()
        phone.transport.abort()
        back.transport.abort()
