"""How far a build has come: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from huiqi.build.outcome import Outcome


@contextmanager
def show_progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Yield the function that is told of every cycle as it is settled; ``total`` are awaited."""
    if not sys.stdout.isatty():
        yield _say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(), transient=True) as bar:
        task = bar.add_task("正在生成", total=total)

        def report(outcome: Outcome) -> None:
            # The bar lives below; what is said goes above it.
            bar.stop()
            _say(outcome)
            bar.start()
            bar.advance(task)

        yield report


def _say(outcome: Outcome) -> None:
    if outcome.error:
        click.echo(f"{outcome.cycle}：有错误\n{outcome.error}", err=True)
        return
    for hint in outcome.hints:
        click.echo(str(hint))
    name = outcome.cycle
    click.echo({
        "built": f"{name}：已生成 public/{name}/ 和 pack/{name}/",
        "kept": f"{name}：没有变化，不用重新生成",
        "archived": f"{name}：已归档，与清单一致",
        "sample": f"{name}：是样例，已从 public/ 移走，不和本单位的会议放在一起",
        "removed": f"{name}：cycles/ 中已没有这个周期，已从 public/ 移走",
    }[outcome.way])  # fmt: skip
