"""A site of many articles in a process of its own: `python -m tests.bench.server COUNT` says its port.

As cheap as can be: what the server takes is taken from both sides of the comparison and blurs it.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.bench.made_pages import article_page, article_url, sitemap

LISTING = "/sitemap.xml"
ROBOTS = b"User-agent: *\nAllow: /\n"


@contextmanager
def site_of(count: int) -> Iterator[str]:
    """Serve so many articles while the context lasts; give the site's address."""
    command = [sys.executable, "-m", "tests.bench.server", str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def _serve(count: int) -> None:
    pages: dict[str, bytes] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = pages.get(head.split(b" ", 2)[1].decode())
                status = "404 Not Found" if body is None else "200 OK"
                length = len(body or b"")
                told = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
                writer.write(told.encode() + (body or b""))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    pages |= {article_url("", number): article_page(number) for number in range(count)}
    pages |= {LISTING: sitemap(base, count), "/robots.txt": ROBOTS}
    print(port, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
