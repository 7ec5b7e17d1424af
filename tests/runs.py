"""Small captures made on the spot, and one run over them."""

import json
from datetime import UTC, datetime, timedelta

from triagekit import pipeline
from triagekit.run import Options

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(n, status=200, **headers):
    return {
        "startedDateTime": (START + timedelta(seconds=10 * n, milliseconds=100)).isoformat(), "time": 400, "cache": {}, "timings": {"send": 0, "wait": 400, "receive": 0},
        "request": {"method": "GET", "url": f"https://api.test/v1/{n}", "headers": [], "cookies": [], "queryString": [], "httpVersion": "HTTP/1.1", "headersSize": -1, "bodySize": 0},
        "response": {"status": status, "statusText": "", "headers": [{"name": k.replace("_", "-"), "value": v} for k, v in headers.items()], "cookies": [], "httpVersion": "HTTP/1.1",
                     "content": {"size": 0, "mimeType": "text/html"}, "redirectURL": "", "headersSize": -1, "bodySize": 0},
    }  # fmt: skip


def har(path, *entries):
    path.write_text(json.dumps({"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "1"}, "pages": [], "entries": list(entries)}}))
    return str(path)


def run(*paths, **options):
    return pipeline.analyze([str(p) for p in paths], Options(**options))
