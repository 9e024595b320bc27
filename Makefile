# Two commands: `make run` and `make test`. Both set up all that they need; the rest serves development.
VENV := .venv
PY := $(VENV)/bin/python
CLEANCOPY_BIND ?= 127.0.0.1
PORT ?= 8000
CORPUS ?= ../shared/corpus

export VENV

.DEFAULT_GOAL := help
.PHONY: help run test setup lint types lint-extension browsers servers unit refresh-pages extension screenshots bench bench-click bench-copies release-check torture audit clean

help:
	@echo "make run             sets up and starts the service on http://$(CLEANCOPY_BIND):$(PORT)/"
	@echo "make test            sets up and runs every check and test"
	@echo "make unit            the tests that need no browser"
	@echo "make refresh-pages   writes the expectations in tests/pages anew and shows what changed"
	@echo "make extension       writes the extension's two store packages into dist/"
	@echo "make screenshots     takes the pictures in docs/ anew"
	@echo "make bench           quality and speed on a scoring corpus, beside other extractors (CORPUS=...)"
	@echo "make bench-click     milliseconds from the click to the readable article, in Chromium"
	@echo "make release-check   runs the tests, checks the version everywhere, writes the packages (TAG=v1.2.3)"
	@echo "make bench-copies    pages a second of two copies against one, and one taken away (CORPUS=...)"
	@echo "make torture         bad pages, many callers, signals, at length (TORTURE='--pages 500 --only pages')"
	@echo "make audit           known holes and licences of what is installed"
	@echo "make clean           removes what these commands made"

run:
	@scripts/setup_venv.sh $(VENV) requirements.txt
	@scripts/run.sh $(CLEANCOPY_BIND) $(PORT)

setup:
	@scripts/setup_venv.sh $(VENV) requirements.txt requirements-dev.txt

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: setup
	$(PY) -m mypy

lint-extension: setup
	scripts/lint_extension.sh

browsers:
	@scripts/ensure_browser.sh chromium
	@scripts/ensure_browser.sh firefox

servers:
	@scripts/ensure_program.sh nginx nginx
	@scripts/ensure_program.sh redis-server redis-server
	@scripts/ensure_program.sh caddy caddy

test: setup browsers servers lint types lint-extension
	$(PY) -m pytest

unit: setup
	$(PY) -m pytest -m "not browser"

refresh-pages: setup
	$(PY) tests/refresh_pages.py

extension: setup
	$(PY) scripts/package_extension.py

screenshots: setup browsers
	$(PY) scripts/screenshots.py

bench:
	@scripts/setup_venv.sh build/bench bench/pip.txt
	@scripts/setup_venv.sh build/bench requirements.txt bench/requirements.txt
	@build/bench/bin/python bench/run.py --corpus $(CORPUS)

bench-click: setup browsers
	@$(PY) bench/click.py

bench-copies: setup
	$(PY) bench/copies.py --corpus $(CORPUS)

release-check: test
	$(PY) scripts/release_check.py $(TAG)

torture: setup
	@scripts/setup_venv.sh build/torture tests/torture/requirements.txt
	@PYTHONPATH=.:tests $(PY) -m torture $(TORTURE)

audit: setup
	@scripts/setup_venv.sh build/audit scripts/audit.txt
	@scripts/audit.sh

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
