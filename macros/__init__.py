"""The words of pages and Word templates, and their adapter for mkdocs-macros.

Any engine that runs mkdocs-macros may use them. In MkDocs the hooks of huiqi.site have loaded the
facts before, and hand over what they made of them; without the hooks the macros load the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from macros.scope import Scope

# Under this name of ``extra`` the hooks hand over an object whose ``scope`` is the Scope.
HANDED_OVER = "huiqi"


def define_env(env: Any) -> None:
    """Give mkdocs-macros the vocabulary of the cycle that is being built."""
    from macros.vocabulary import build_vocabulary

    root, extra = Path(env.project_dir), env.conf["extra"]
    # mkdocs-macros would look for it below the folder in which somebody stands.
    env.config["include_dir"] = str(root / env.config["include_dir"])
    scope = extra[HANDED_OVER].scope if HANDED_OVER in extra else _load_scope(root, extra)
    for name, value in build_vocabulary(scope).items():
        if callable(value):
            env.macro(value, name)
        else:
            env.variables[name] = value


def on_pre_page_macros(env: Any) -> None:
    """Note which page is being rendered, so that an open slot can name the pages that use it."""
    extra = env.conf["extra"]
    if HANDED_OVER in extra:
        extra[HANDED_OVER].scope.recorder.enter(f"docs/{env.page.file.src_uri}")


def _load_scope(root: Path, extra: Mapping[str, Any]) -> Scope:
    from click import ClickException

    from huiqi.errors import HuiqiError
    from macros.loading import load_scope

    try:
        return load_scope(root, extra)
    except HuiqiError as error:
        # The engines' command lines write it out as it is and end with status 1.
        raise ClickException(f"\n{error}") from error
