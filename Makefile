# Descent's commands; `make help` lists them. Every one does its own set-up, and nothing twice: stamp files say what is done.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install
STATIC := backend/descent/web/static
PAGE := $(STATIC)/.vite/manifest.json
NPM := cd frontend && npm --no-audit --no-fund --loglevel=error

# Stamps lie in the folders they speak of, so that removing the folder removes the claim.
VENV_READY := $(VENV)/.descent-venv
RUN_READY := $(VENV)/.descent-run
DEV_READY := $(VENV)/.descent-dev
ORACLES_READY := $(VENV)/.descent-oracles
NODE_RUN_READY := frontend/node_modules/.descent-run
NODE_DEV_READY := frontend/node_modules/.descent-dev

PAGE_SOURCES := $(shell find frontend/src frontend/public backend/descent/messages 2>/dev/null) \
	frontend/vite.config.ts frontend/svelte.config.js
PACKAGE := pyproject.toml hatch_build.py backend/descent/__init__.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

define NEED_PYTHON
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || { echo "Descent needs Python 3.11 or newer, but '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo not there). Name another: make PYTHON=python3.12 …"; exit 1; }
@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Descent needs Python's venv module: install it (Debian: apt-get install python3-venv) and try again."; exit 1; }
endef

define NEED_NODE
@command -v node >/dev/null && command -v npm >/dev/null || { echo "Descent's page is built with Node.js 20.19 or newer, but no 'node' or 'npm' is on the PATH."; exit 1; }
@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || { echo "Descent's page is built with Node.js 20.19 or newer, but 'node --version' says $$(node --version)."; exit 1; }
endef

# ---- what people type -----------------------------------------------------------------------------------------------

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

.PHONY: run
run: $(RUN_READY) $(PAGE) ## serve Descent at http://127.0.0.1:8000 (PORT and HOST set others)
	@exec $(VENV)/bin/descent serve --host $(HOST) --port $(PORT)

.PHONY: test
test: setup $(PAGE) ## everything: format, lint, types, units, browser tests
	@$(PY) scripts/chromium.py --install >/dev/null
	@$(PY) scripts/check.py

.PHONY: quick
quick: $(RUN_READY) $(DEV_READY) $(NODE_DEV_READY) ## the inner loop: lint and fast tests, in seconds
	@$(PY) scripts/check.py --quick

.PHONY: dev
dev: $(RUN_READY) $(DEV_READY) $(NODE_DEV_READY) ## both sides with live reload; Ctrl-C stops both
	@HOST=$(HOST) PORT=$(PORT) exec $(PY) scripts/dev.py

.PHONY: bench
bench: setup $(PAGE) ## measure speed against the peers and in Chromium; writes docs/benchmarks.md
	@$(PY) scripts/chromium.py --install >/dev/null
	@env -u OPENBLAS_CORETYPE OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONPATH=tests:scripts $(PY) -m bench $(BENCH)

.PHONY: screenshots
screenshots: setup $(PAGE) ## photograph every look of the page into screenshots/ (SCREENSHOTS names some)
	@$(PY) scripts/chromium.py --install >/dev/null
	@$(PY) tests/e2e/screenshots.py $(SCREENSHOTS)

.PHONY: pictures
pictures: setup $(PAGE) ## photograph what the documentation shows into docs/images
	@$(PY) scripts/chromium.py --install >/dev/null
	@$(PY) tests/e2e/screenshots.py --docs

.PHONY: gallery
gallery: $(RUN_READY) ## train the examples that changed and keep their pictures (EXAMPLES names some)
	@OPENBLAS_NUM_THREADS=1 $(PY) scripts/gallery.py $(EXAMPLES)

.PHONY: format
format: $(DEV_READY) $(NODE_DEV_READY) ## format everything and apply safe fixes
	@$(VENV)/bin/ruff check --fix --quiet . ; $(VENV)/bin/ruff format --quiet .
	@$(NPM) run --silent format

.PHONY: types
types: $(RUN_READY) ## write what is generated from the models: the page's types, the words of settings
	@$(PY) scripts/generated.py

.PHONY: setup
setup: $(RUN_READY) $(DEV_READY) $(ORACLES_READY) $(NODE_DEV_READY) ## install what tests and benchmarks need

.PHONY: lock
lock: $(DEV_READY) ## refresh the lock files: requirements/*.txt and frontend/package-lock.json
	@$(PIP) uv
	@$(PY) scripts/lock.py
	@$(NPM) install --ignore-scripts --package-lock-only

.PHONY: clean
clean: ## remove the environment and everything built
	@rm -rf $(VENV) frontend/node_modules $(STATIC) dist build test-results .pytest_cache .ruff_cache

# ---- how it comes about ---------------------------------------------------------------------------------------------

$(VENV_READY):
	$(NEED_PYTHON)
	@[ -x $(PY) ] || { echo "Making the Python environment in $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@touch $@

$(RUN_READY): requirements/runtime.txt requirements/build.txt $(PACKAGE) | $(VENV_READY)
	@echo "Installing the server …"
	@$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_READY): requirements/dev.txt | $(RUN_READY)
	@echo "Installing the test tools …"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(ORACLES_READY): requirements/oracles.txt | $(DEV_READY)
	@echo "Installing the peers that tests compare with (torch, jax) …"
	@$(PIP) -r requirements/oracles.txt
	@touch $@

# What the page's build needs; a tree with the test tools has that already.
$(NODE_RUN_READY): frontend/package-lock.json frontend/.npmrc
	$(NEED_NODE)
	@[ $(NODE_DEV_READY) -nt frontend/package-lock.json ] || { echo "Installing what the page is built with …"; $(NPM) ci --omit=dev --ignore-scripts; }
	@touch $@

$(NODE_DEV_READY): frontend/package-lock.json frontend/.npmrc
	$(NEED_NODE)
	@echo "Installing the page's build and test tools …"
	@$(NPM) ci --ignore-scripts
	@touch $@ $(NODE_RUN_READY)

$(PAGE): $(PAGE_SOURCES) $(NODE_RUN_READY)
	$(NEED_NODE)
	@echo "Building the page …"
	@$(NPM) run --silent build -- --logLevel warn
	@touch $@
