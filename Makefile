# Two commands are all: `make run` shows what the program makes, `make test` proves that it works.
# Both set everything up first; see packaging/bootstrap.sh.

PYTHON := .venv/bin/python
SAMPLE := hrc-dialogue
# Worker processes of pytest (auto: one for each processor) and further arguments: make test WORKERS=auto PYTEST="-k quotes"
WORKERS ?= auto
PYTEST ?=
SHOTS ?=

# The Python that builds the installers; see packaging/bootstrap.sh.
BUILDER := build/installers/tools/bin/python
PACKAGES ?=

.PHONY: notices installers test-installers installer-picture run sample test test-long test-screen lint messages samples bench pictures screenshots clean setup fonts test-fonts
.DEFAULT_GOAL := test

# With a display the window opens; without one the sample is built.
run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then exec .venv/bin/briefpack; fi; \
	$(MAKE) --no-print-directory sample

sample: setup
	@mkdir -p output
	@.venv/bin/briefpack build resources/samples/$(SAMPLE).briefpack -o output/$(SAMPLE).pdf
	@echo "The briefing is in $(CURDIR)/output/$(SAMPLE).pdf"

test: lint test-fonts
	$(PYTHON) -m pytest -m "not long and not installers" -n $(WORKERS) $(PYTEST)

test-long: setup test-fonts
	$(PYTHON) -m pytest -m long -n $(WORKERS) $(PYTEST)

# The scenarios of the window once more, on a real display of X11 that nobody sees.
test-screen: setup
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1200x24" $(PYTHON) -m pytest -s tests/gui/scenarios $(PYTEST)

lint: setup
	$(PYTHON) -m ruff check src tests packaging
	$(PYTHON) -m ruff format --check src tests packaging
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

# The font pack, Noto Sans KR, JP and SC, into the folder where the program looks for it: some 110 MB to fetch, once.
fonts: setup
	$(PYTHON) packaging/fonts.py

# The same for the tests; where it cannot be fetched, those that need it are skipped and say so.
test-fonts: setup
	@$(PYTHON) packaging/fonts.py --quiet .fonts || echo "fonts: tests of Korean, Japanese and Chinese will be skipped"

samples: setup
	$(PYTHON) packaging/make_samples.py

bench: setup
	@set -e; for script in tests/benchmarks/*.py; do \
		if [ -e "$$script" ]; then echo "== $$script"; $(PYTHON) "$$script"; else echo "There are no benchmarks yet."; fi; \
	done

# The catalogue of all that a user reads: extracted, checked, compiled. A test fails when that is due.
messages: setup
	$(PYTHON) packaging/messages.py

# Who made what is inside the packages, under which licence: resources/licences. A test fails when that is due.
notices: setup
	PYTHONPATH=packaging $(PYTHON) -m installers.notices

# The pictures of the README.
pictures: setup
	PYTHONPATH=. $(PYTHON) packaging/make_pictures.py

# Every state of the window, light and dark, at 100 % and 150 %, from left to right and back, into build/screenshots.
# Some of them: make screenshots SHOTS="--states main,export --variants dark-150-rtl"
screenshots: setup
	PYTHONPATH=. $(PYTHON) packaging/screenshots.py $(SHOTS)

# Every package that this kind of machine can build, into dist. Some of them: make installers PACKAGES="deb rpm"
installers:
	@packaging/bootstrap.sh installers
	PYTHONPATH=packaging $(BUILDER) -m installers $(PACKAGES)

# Builds, installs, tries and removes each of them.
test-installers: installers
	BRIEFPACK_ALL_TOOLS=1 $(PYTHON) -m pytest -m "not long" $(PYTEST) tests/packaging tests/installers

# The picture of the README's section on installing; after `make installers`.
installer-picture: setup
	PYTHONPATH=packaging:. $(PYTHON) packaging/installer_picture.py

clean:
	rm -rf output dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find src tests -type d -name __pycache__ -prune -exec rm -rf {} +

setup:
	@packaging/bootstrap.sh
