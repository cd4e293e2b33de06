# Every command sets up what it needs first; nothing has to be installed by hand (tools/setup).
.PHONY: setup demo test run check shots bench words migration

python = .venv/bin/python
lock = requirements.lock

# These need the development tools as well. A target's variable reaches its prerequisites, so `setup` sees it.
test check shots bench migration: lock = requirements-dev.lock

demo test run check shots bench words migration: setup

setup:
	@tools/setup $(lock)

demo:
	@$(python) -m bot demo

run:
	@$(python) -m bot run

test:
	@$(python) -m pytest -n auto --dist loadfile

check:
	@$(python) -m ruff format --check
	@$(python) -m ruff check
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-cache --no-logo

shots:
	@$(python) -m tests.shots

bench:
	@$(python) -m bench

# after a change of care/examples.csv
words:
	@$(python) tools/learn_words.py

# make migration m="What changes in the tables"
migration:
	@$(python) -m storage.upgrade "$(m)"
