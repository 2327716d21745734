# Thin: each target is one command that also works by itself once `make install` has run.
#   make repro                    install, and build what params.yaml says (the test release)
#   make build RELEASE=v1         build a production release
#   LIMIT=100 make data-e1        another number of rows; N=50 make data-e1-ood likewise

PYTHON ?= python3
VENV := .venv
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
FIXTURES := tests/fixtures/e1

.PHONY: install repro test check build data-e1 data-e1-ood data-e1-test data-all data-test-all \
	validate-data hf-e1-meta

install: $(VENV)/installed

$(VENV)/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"error: Python 3.11 or newer is needed; try make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

repro: install
	dvc repro

test: install check
	pytest --cov --cov-report=term:skip-covered

check: install
	ruff check .
	ruff format --check .
	mypy

build: install
	python -m releases.build $(RELEASE)

data-e1: install
	$(if $(LIMIT),dvc exp run -S sample.limit=$(LIMIT) sample,dvc repro sample)

data-e1-ood: install
	$(if $(N),dvc exp run -S build_ood.limit=$(N) build-ood,dvc repro build-ood)

data-all: install
	dvc repro sample build-ood

# The fixtures are the test release's sets; a test proves that they are what the pipeline makes.
data-e1-test: install
	dvc repro sample build-ood
	mkdir -p $(FIXTURES)
	cp data/e1/*-test.json data/e1/*-test.jsonl $(FIXTURES)/

data-test-all: data-e1-test

validate-data: install
	dvc repro validate

hf-e1-meta: install
	dvc repro export-meta@e1
