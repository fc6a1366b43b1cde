"""The facts of one meeting cycle: the model, and the door through which they come in."""

from huiqi.cycle.load import (
    FACTS_FILE,
    Facts,
    find_cycles,
    load_cycle,
    load_cycles,
    open_facts,
    select_folders,
)
from huiqi.cycle.model import Cycle

__all__ = [
    "FACTS_FILE",
    "Cycle",
    "Facts",
    "find_cycles",
    "load_cycle",
    "load_cycles",
    "open_facts",
    "select_folders",
]
