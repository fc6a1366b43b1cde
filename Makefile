# make site  生成网站 / build every cycle into public/
# make desk  打开工作台 / the desk: facts, builds and publication in the browser
# make test  全部检查 / every check; ROOM=word: those of one room; EVERY=1: on every page
# make audit 网站质量测评 / how fast, accessible and sound the pages are
# All of them do their own set-up, once.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
SETUP := requirements/setup.sh
UV_VERSION := 0.13.9
# Tests often wait, for the browser above all: one process more than there are processors.
PYTEST_WORKERS ?= $(shell expr $$(nproc) + 1)

# MkDocs 1.6.1 is pinned on purpose, so its notice about 2.0 is noise.
export NO_MKDOCS_2_WARNING := 1
export HUIQI_EVERY := $(EVERY)
# Many processes are started here, and each would compile the whole program for itself.
unexport PYTHONDONTWRITEBYTECODE

# Scripts in a virtual environment hold its path: a checkout that was moved needs its own stamps.
HERE := $(firstword $(shell pwd | cksum))
RUNTIME := $(VENV)/.runtime-$(HERE)
TEST := $(VENV)/.test-$(HERE)
APT := $(VENV)/.apt-$(HERE)
AUDIT := tests/audit/node_modules/.set-up
FONTS := .cache/fonts/.unpacked

COMPILE = .cache/uv/bin/uv --no-config pip compile pyproject.toml --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --quiet $(UPGRADE)

.PHONY: site desk manual test audit serve offline lock format clean
.DELETE_ON_ERROR:

site: $(RUNTIME)
	$(BIN)/huiqi build

desk: $(RUNTIME)
	$(BIN)/huiqi desk

# The pictures of the desk's manual, from its real pages.
manual: $(TEST) $(APT)
	$(BIN)/python -m tests.manual_pictures

test: $(TEST) $(APT) $(FONTS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/huiqi build
	# Types are checked meanwhile, and what is wrong with them is said at the end.
	@mkdir -p .cache; $(BIN)/mypy >.cache/mypy.txt 2>&1 & types=$$!; \
	$(BIN)/pytest -n $(PYTEST_WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder \
		tests/$(ROOM); tests=$$?; \
	wait $$types || { cat .cache/mypy.txt; exit 1; }; exit $$tests

audit: $(TEST) $(APT) $(AUDIT)
	$(BIN)/huiqi build
	$(BIN)/python -m tests.audit

serve: $(RUNTIME)
	$(BIN)/mkdocs serve

offline: $(RUNTIME)
	$(BIN)/python -m huiqi.windows

# make lock UPGRADE=--upgrade takes the newest versions of what is not pinned in pyproject.toml.
lock:
	python3 -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet uv==$(UV_VERSION)
	$(COMPILE) --extra build --output-file requirements/runtime.txt >/dev/null
	$(COMPILE) --extra build --extra cluster --constraint requirements/runtime.txt \
		--output-file requirements/cluster.txt >/dev/null
	$(COMPILE) --extra build --extra cluster --extra test --constraint requirements/cluster.txt \
		--output-file requirements/test.txt >/dev/null

format: $(TEST)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache dist pack public site *.egg-info
	rm -rf tests/audit/node_modules

$(RUNTIME): requirements/runtime.txt pyproject.toml $(SETUP)
	bash $(SETUP) runtime
	touch $@

$(TEST): requirements/test.txt $(RUNTIME)
	bash $(SETUP) test
	touch $@

$(APT): requirements/apt-test.txt $(SETUP) | $(RUNTIME)
	bash $(SETUP) apt
	touch $@

$(FONTS): | $(APT)
	bash $(SETUP) fonts
	touch $@

$(AUDIT): requirements/apt-audit.txt tests/audit/package-lock.json $(SETUP) | $(RUNTIME)
	bash $(SETUP) audit
	touch $@
