# The two commands a person needs: make demo, make test. Both set up everything they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check setup clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "triagekit needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch $@

demo: setup
	$(BIN)/triagekit demo -o demo-output

test: setup
	$(BIN)/python -m pytest -n 2

# What .ci/run adds to the tests: style, types and import contracts.
check: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[check]"
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

clean:
	rm -rf $(VENV) demo-output dist build
