"""Building cycles into public/ and pack/: what changed alone, each whole or not at all."""

from huiqi.build.crew import count_cores
from huiqi.build.lock import lock_project
from huiqi.build.outcome import Outcome
from huiqi.build.records import forget_record
from huiqi.build.run import build_cycles
from huiqi.build.stale import find_unbuilt, refuse_stale
from huiqi.build.worker import refuse_errors

__all__ = [
    "Outcome",
    "build_cycles",
    "count_cores",
    "find_unbuilt",
    "forget_record",
    "lock_project",
    "refuse_errors",
    "refuse_stale",
]
