# Thin: each target is one command that also works by itself once `make install` has run.
#   make repro                    install, and build what params.yaml says (the test release)
#   make build RELEASE=v1         build a production release
#   LIMIT=100 make data-e1        another number of rows; N=50 make data-e1-ood likewise
#   TOTAL=20000 make data-sid     another number of traces
#   make data-e2-local K8S=/src/manifests TF=/src/modules      E2 from folders of yours

PYTHON ?= python3
VENV := .venv
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
FIXTURES := tests/fixtures
RELEASE ?= v1

.PHONY: install repro test check build data-e1 data-e1-ood data-e1-test data-e2 data-e2-local \
	data-e2-test clone-e2-sources data-sid data-sid-test data-all data-test-all validate-data \
	hf-e1-meta hf-e2-meta hf-sid-meta

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

data-e2: install
	dvc repro build-e2

data-e2-local: install
	dvc exp run $(call local,kubernetes-samples,$(K8S)) $(call local,terraform-samples,$(TF)) build-e2

# Overrides that point a source to a folder, if one is given.
local = $(if $(2),$(foreach key,kind=local location=$(2) watch=$(2) repository=null,\
	-S fetch.sources.$(1).$(key)))

# The repositories of a production release, to data/raw/; nothing is built.
clone-e2-sources: install
	python -m releases.build $(RELEASE) --params .cache/$(RELEASE).yaml
	python -m stages.fetch --params .cache/$(RELEASE).yaml --family e2 --raw-only

data-sid: install
	$(if $(TOTAL),dvc exp run -S generate_traces.total=$(TOTAL) generate-traces,\
		dvc repro generate-traces)

# Answers of the test server, sealed; to be made again when prompts or domain files change.
data-sid-test: install
	python -m tests.sealed_sample

data-all: install
	dvc repro sample build-ood build-e2 generate-traces

# The fixtures are the test release's sets; a test proves that they are what the pipeline makes.
data-e1-test: install
	dvc repro sample build-ood
	mkdir -p $(FIXTURES)/e1
	cp data/e1/*-test.json data/e1/*-test.jsonl $(FIXTURES)/e1/

# Likewise; the record of what the scanners find in the samples is written first.
data-e2-test: install
	dvc repro fetch-tools
	python -m stages.fetch --family e2
	python -m stages.build_e2 --record
	dvc repro build-e2
	mkdir -p $(FIXTURES)/e2
	cp data/e2/*.json data/e2/*-test.jsonl $(FIXTURES)/e2/

data-test-all: data-e1-test data-e2-test data-sid-test

validate-data: install
	dvc repro validate validate-sid

hf-e1-meta: install
	dvc repro export-meta@e1

hf-e2-meta: install
	dvc repro export-meta@e2

hf-sid-meta: install
	dvc repro export-meta-sid
