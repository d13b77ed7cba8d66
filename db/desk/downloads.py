"""The timeline as one file, through the same code as `hallwatch export timeline`."""

import asyncio
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request

from db.export import ExportError, export_timeline

FILTERS = {"from": "from_", "to": "to", "kind": "kind", "actor": "actor", "stance": "stance"}
CHUNK = 1 << 16


async def timeline(datasette: Datasette, request: Request) -> Any:
    """Answer /timeline.csv and .json with the command's filters: ?from=&to=&kind=&actor=&stance="""
    form = request.url_vars["format"]
    asked: dict[str, Any] = {name: request.args.get(key) or None for key, name in FILTERS.items()}
    published = Path(datasette.get_database("published").path)
    # On disk, not in memory: a timeline of 300,000 rows is some 150 MB.
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed by the stream
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(None, partial(export_timeline, published, file, format_=form, **asked))
    except ExportError as error:
        file.close()
        return Response.text(f"{error}\n", status=400)
    file.flush()

    async def send(response: Any) -> None:
        with file:
            file.seek(0)
            while chunk := file.read(CHUNK):
                await response.write(chunk)

    return AsgiStream(
        send,
        headers={"content-disposition": f'attachment; filename="timeline.{form}"'},
        content_type="text/csv; charset=utf-8" if form == "csv" else "application/json; charset=utf-8",
    )
