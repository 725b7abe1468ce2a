"""The container's health check: 0 when calls can be held, even with less than the best engines.

Of the standard library alone, so that it starts in no time.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request


def main() -> int:
    port = os.environ.get("PORT", "8000")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=4) as answer:
            status = json.load(answer)["status"]
    except (urllib.error.URLError, OSError, ValueError, KeyError) as error:
        print(f"no health from port {port}: {error}", file=sys.stderr)
        return 1
    if status not in ("ok", "degraded"):
        print(f"the server is {status}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
