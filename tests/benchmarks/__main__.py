"""Every benchmark, one after the other, each ratio beside its bar.

Run it from the project's folder on an idle machine: .venv/bin/python -m tests.benchmarks
`--quick` leaves out the hundred cycles, which take a quarter of an hour.
"""

from __future__ import annotations

import sys

from tests.benchmarks import (
    build_speed,
    collect_speed,
    desk_start,
    likeness_speed,
    many_cycles,
    one_cycle,
    pack_speed,
    preview_speed,
    search_speed,
    serve_speed,
    startup,
)


def main() -> None:
    """Run them all."""
    quick = "--quick" in sys.argv
    sys.argv[1:] = []
    rooms = [
        startup, desk_start, preview_speed, one_cycle, serve_speed, pack_speed, search_speed, likeness_speed,
        build_speed, collect_speed,
    ]  # fmt: skip
    for room in rooms if quick else [*rooms, many_cycles]:
        print(f"== {room.__name__}", flush=True)
        room.main()


if __name__ == "__main__":
    main()
