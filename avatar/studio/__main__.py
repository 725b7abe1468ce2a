"""``python -m avatar.studio ID``: render and pack one patient. See README.md."""

from __future__ import annotations

import argparse
from pathlib import Path

from avatar.studio.looks import LOOKS
from avatar.studio.pack import pack
from avatar.studio.passes import render_passes
from avatar.studio.scene import Studio

CAST = Path(__file__).parent.parent / "cast"


def main() -> None:
    """Read the command line, render, pack."""
    parser = argparse.ArgumentParser(prog="python -m avatar.studio", description=__doc__)
    parser.add_argument("id", choices=sorted(LOOKS))
    parser.add_argument("--work", type=Path, default=Path("build/studio"), help="raw layers")
    parser.add_argument("--samples", type=int, default=16, help="paths a pixel")
    parser.add_argument("--size", type=int, default=512, help="pixels")
    parser.add_argument("--draft", type=Path, help="render one picture to this file and stop")
    parser.add_argument("--only", nargs="*", default=[], help="layers to render again")
    parser.add_argument("--pack-only", action="store_true", help="pack layers rendered before")
    arguments = parser.parse_args()
    studio = Studio(LOOKS[arguments.id], arguments.size, arguments.samples)
    folder = arguments.work / arguments.id
    if arguments.draft:
        studio.pose({})
        studio.picture(str(arguments.draft.resolve()))
        return
    if not arguments.pack_only:
        render_passes(studio, folder.resolve(), arguments.only)
    pack(studio, folder, CAST / arguments.id)


if __name__ == "__main__":
    main()
