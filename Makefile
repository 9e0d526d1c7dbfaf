# Everything a person or a server needs: `make run`, `make test`, `make check`, `make bench`, `make build`.
# A machine with make, network and a working Python 3.11 to 3.13 is enough; the rest is set up in .venv.

SHELL := /bin/sh
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN_READY := $(VENV)/.ready-to-run
DEV_READY := $(VENV)/.ready-to-develop
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check format bench build lock clean

# The newest interpreter that really works: a name on the PATH may be a shim that only fails.
$(VENV)/pyvenv.cfg:
	@for name in python3.13 python3.12 python3.11 python3 python; do \
	    $$name -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	        >/dev/null 2>&1 || continue; \
	    echo "Setting up $(VENV) with $$name (once, about a minute)"; \
	    rm -rf $(VENV) && $$name -m venv $(VENV) && exit 0; \
	done; \
	echo "RightsDesk needs Python 3.11, 3.12 or 3.13 with its venv module." \
	     "On Debian and Ubuntu: apt-get install python3 python3-venv; on Fedora: dnf install python3." >&2; \
	exit 1

$(RUN_READY): requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): requirements-dev.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(RUN_READY)

# Opens the window; a machine without a screen does the whole main job on the terminal instead.
run: $(RUN_READY)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$(OS)" = Windows_NT ] || [ "$$(uname -s)" = Darwin ]; \
	then $(BIN)/rightsdesk; \
	else $(BIN)/rightsdesk demo --headless; fi

# Each file of tests stays whole on one core; its fixtures are made once. SLOW=yes adds those that take long, as a
# server does: whole years, whole months, kills, the window on a real screen. What is compiled is kept: tests start the
# program many times over.
test: $(DEV_READY)
	@unset PYTHONDONTWRITEBYTECODE; $(BIN)/python -m pytest --numprocesses auto --dist loadfile $(if $(SLOW),,-m "not slow")

check: $(DEV_READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/architecture

format: $(DEV_READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(DEV_READY)
	@$(BIN)/python -m tests.bench

build: $(DEV_READY)
	@$(BIN)/pyinstaller --noconfirm --clean --log-level WARN build.spec
	@du -sh dist/rightsdesk

# Resolves the dependencies anew for all supported systems; names no registry.
lock: $(DEV_READY)
	@$(INSTALL) uv
	@for extras in "requirements.lock --extra build" "requirements-dev.lock --extra build --extra dev"; do \
	    $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	        --no-emit-index-url --no-header --no-annotate pyproject.toml --output-file $$extras; \
	done

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
