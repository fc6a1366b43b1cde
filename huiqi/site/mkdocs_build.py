"""Building one cycle's site: the only room that calls MkDocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from huiqi.errors import Finding, FindingsError, HuiqiError, KeyPath
from huiqi.facts.reading.load import Facts
from huiqi.files.source_date import fixed_source_date
from huiqi.site.pages import find_page_faults
from huiqi.site.postponed_import import postpone_import
from huiqi.site.single_page import PAUSE, SINGLE, SinglePage
from huiqi.site.site_content import SiteContent
from huiqi.site.theme_data import MARK
from macros import HANDED_OVER

# What MkDocs says of pages that do not fit together, in Chinese.
_SAID = (
    (r"Doc file '(.+)' contains a link '(.+)', but the target (?:'.+' )?is not found among .*",
     r"docs/\1：链接 \2 没有对应的页面或文件"),
    (r"Doc file '(.+)' contains a link '(.+)', but the doc '.+' does not contain an anchor .*",
     r"docs/\1：链接 \2 没有对应的标题"),
    (r"Doc file '(.+)' contains a link '(.+)', but there is no such anchor on this page.*",
     r"docs/\1：链接 \2 没有对应的标题"),
    (r"Doc file '(.+)' contains an absolute link '(.+)', it was left as is.*",
     r"docs/\1：链接 \2 不能以 / 开头"),
    (r"Doc file '(.+)' contains an unrecognized relative link '(.+)', it was left as is.*",
     r"docs/\1：链接 \2 没有对应的页面或文件"),
    (r"A reference to '(.+)' is included in the 'nav' configuration, which is not found .*",
     r"mkdocs.yml：导航中的 \1 没有对应的页面"),
    (r'The following pages exist in the docs directory, but are not included in the "nav" .*?\n(.+)',
     r"mkdocs.yml：没有列入导航的页面\n\1"),
    (r"Config value '(.+)': Unrecognised configuration name: .*", r"mkdocs.yml：不认识的设置 \1"),
)  # fmt: skip


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


def build_site(
    root: Path, facts: Facts, out: Path, *, draft: bool, mark: str = "",
    single: SinglePage | None = None, pause: Callable[[], None] | None = None,
) -> Mapping[str, Set[KeyPath]]:  # fmt: skip
    """Build the site of one cycle into an empty or new folder; return the facts that each page shows.

    Pages are called by their project paths; ``mark`` stands on each, before those of the facts.
    ``single`` is the one page to make: no search, no papers, no gates. ``pause`` is called between
    two pages: what it raises ends the build.

    Raises:
        HuiqiError: what the hooks refuse, or what MkDocs warns of; the folder is then of no use.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # mkdocs-macros has it for a function that fetches pages, which no page here calls.
    postpone_import("requests")
    config: MkDocsConfig | None = None
    with _collect_warnings() as warnings, fixed_source_date():
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(out))
            config.extra |= {
                "cycle": facts, "draft": draft, MARK: mark, SINGLE: single, PAUSE: pause,
            }  # fmt: skip
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except SystemExit as error:
            # mkdocs-macros ends the process at the first page that does not render; MkDocs' own
            # Abort is a SystemExit too, also where the settings themselves are wrong.
            faults = _find_faults(config, facts) if config else []
            raise FindingsError(faults) if faults else _explain(error, warnings) from error
        except ConfigurationError as error:
            raise _explain(error, warnings) from error
    content: SiteContent = config.extra[HANDED_OVER]
    return content.scope.recorder.shown


def _find_faults(config: MkDocsConfig, facts: Facts) -> list[Finding]:
    return find_page_faults(facts.cycle, Path(config.docs_dir), config.nav or [])


def _explain(error: BaseException, warnings: list[str]) -> HuiqiError:
    """Return the hook's own error where there is one, else what MkDocs said."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, HuiqiError):
            return inner
        inner = inner.__cause__ or inner.__context__
    messages = [_translate(message) for message in dict.fromkeys(warnings)] or [str(error)]
    said = "\n".join(f"  {message}" for message in messages)
    return HuiqiError(
        f"MkDocs 没有生成网站：\n{said}\n改法：按上面的提示改正 docs/ 或 mkdocs.yml。"
    )


def _translate(message: str) -> str:
    for pattern, words in _SAID:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(words)
    return message
