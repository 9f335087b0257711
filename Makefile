# make run    environment, archive of the sample pages, dashboard
# make test   environment with the development tools, every test
# make check  format, lint, types, dangerous calls, tests
# make quick  the inner loop: format, lint, types, and the tests that need neither an archive nor a browser
# make questions  docs/questions.md anew, out of the questions' declarations
# make audit  known faults of the pinned packages; asks a service, so it stands in the way of nothing else
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
ARCHIVE ?= archive

.PHONY: run test check quick questions lint audit format clean

run: $(VENV)/.run
	$(BIN)/python -m trends build seeds/pages --archive $(ARCHIVE)
	$(BIN)/streamlit run serve.py --server.address localhost -- --archive $(ARCHIVE)

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: lint test

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit -q -r trends app.py serve.py -c pyproject.toml -ll
	$(BIN)/hadolint Dockerfile

quick: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow" -n 2

questions: $(VENV)/.dev
	$(BIN)/python -m trends questions > docs/questions.md

audit: $(VENV)/.dev
	$(BIN)/python -m benchmarks.audit

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
