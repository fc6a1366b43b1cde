"""Building one cycle's site: the only room that calls MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from huiqi.errors import HuiqiError


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _collect_warnings() -> Iterator[list[str]]:
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    level, spread = logger.level, logger.propagate
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
        logger.propagate = spread


def build_site(root: Path, cycle: str, out: Path, *, draft: bool) -> None:
    """Build the site of one cycle into an empty or new folder.

    Raises:
        HuiqiError: what the hooks refuse, or what MkDocs warns of; the folder is then of no use.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with _collect_warnings() as warnings:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(out))
            config.extra |= {"cycle": cycle, "draft": draft}
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (Abort, ConfigurationError, SystemExit) as error:
            raise _explain(error, warnings) from error


def _explain(error: BaseException, warnings: list[str]) -> HuiqiError:
    """Return the hook's own error where there is one, else what MkDocs said."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, HuiqiError):
            return inner
        inner = inner.__cause__ or inner.__context__
    said = "\n".join(f"  {message}" for message in dict.fromkeys(warnings)) or f"  {error}"
    return HuiqiError(
        f"MkDocs 没有生成网站：\n{said}\n改法：按上面的提示改正 docs/ 或 mkdocs.yml。"
    )
