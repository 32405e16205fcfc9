# make run [PORT=8501]   the dashboard
# make test              every check, as in continuous integration
# make screenshots       pictures of every page in .screenshots, and the one of the README in docs
# make bench             how long the five articles and the first chart take
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test screenshots bench

run: .venv/run
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --doctest-modules analysis
	$(BIN)/python -m pytest tests -rs

screenshots: .venv/test
	$(BIN)/python -m tests.browser.screenshots
	$(BIN)/python -m tests.browser.screenshots --pages stance --only desk-light --height 1000 --out docs

bench: .venv/test
	$(BIN)/python -m tests.bench

.venv/run: requirements.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed: make PYTHON=python3.11"'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	test -e "$${AGI_LEDGER_STORE:-.store}/CURRENT" || $(BIN)/python -m analysis build > /dev/null
	touch $@

.venv/test: .venv/run tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@
