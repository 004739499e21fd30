# The few commands of this project. Each does all the set-up that it needs.
#
#   make serve      build Runlore and start it (ARGS="--port 5001 …" are passed on)
#   make demo       the same on a made-up project in demo.db, with a run that goes on for ten minutes
#   make web        the interface in development, against a running server (RUNLORE_URL=http://127.0.0.1:5000); needs Node
#   make web-build  check the interface and build it into crates/server/ui, which is committed; needs Node
#   make test       everything that an edit can break; the goal is 15 minutes on 2 cores from a clean clone
#   make test-all   make test, and the slow suites: outages, big data, old clients, the interface in a browser (needs Node)
#   make oracle     record MLflow's answers again (tests/oracle), and those that crates/eval is compared with
#   make mutations  break one promise of the code at a time: a test must go red each time
#   make bench      Runlore beside MLflow and FastTrackML, into bench/RESULTS.md
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
TARGET := $(if $(CARGO_TARGET_DIR),$(CARGO_TARGET_DIR),target)
REQUIREMENTS := scripts/requirements.txt $(wildcard tests/requirements.txt)
# What the Python tests drive. The path is absolute: they start it in throw-away folders.
export RUNLORE_BIN ?= $(abspath $(TARGET)/debug/runlore)
export RUNLORE_NATIVE ?= $(abspath $(TARGET)/debug/lib_native.so)

.PHONY: help serve demo build web web-build web-journeys web-pictures test test-all setup fmt lint built rust rust-evaluation python fuzz python-all oracle mutations bench deny clean

help:
	@sed -n '2,12s/^# \{0,1\}//p' Makefile

serve:
	cargo build --release --locked -p runlore-cli
	exec $(TARGET)/release/runlore server $(ARGS)

demo: build
	trap 'kill $$(jobs -p) 2>/dev/null || true' EXIT; \
	  test -e demo.db || $(TARGET)/release/runlore demo --live 10m --tracking-uri sqlite:///demo.db & \
	  $(TARGET)/release/runlore server --backend-store-uri sqlite:///demo.db $(ARGS)

build:
	cargo build --release --locked -p runlore-cli

web: web/node_modules/.package-lock.json
	cd web && npm run dev

web-build:
	cd web && npm ci && npm test && npm run build

# The interface in Debian's chromium, on the debug binary; some of it on what the released MLflow writes.
web-journeys: built web/node_modules/.package-lock.json $(VENV)/.stamp
	@scripts/setup browser
	cd web && npm run journeys

# The README's pictures, of the project that `runlore demo` makes up.
web-pictures: built web/node_modules/.package-lock.json
	@scripts/setup browser
	cd web && RUNLORE_README=1 npm run journeys -- journeys/demo.journey.ts

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci

# Clippy looks at what the tests are built of while that is compiled, as `cargo clippy` has it look at what it checks: a check of
# its own would compile every dependency a second time, for minutes. A test of xtask sees that lints are found; where there is no
# clippy, cargo says so.
built rust rust-evaluation web-journeys web-pictures python python-all: export RUSTC_WORKSPACE_WRAPPER = $(or $(shell command -v clippy-driver),clippy-driver)
built rust rust-evaluation web-journeys web-pictures python python-all: export CLIPPY_ARGS = -D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__

# One after the other, so that each runner's summary stands whole in the output.
test: setup
	cargo fmt --all --check
	@$(MAKE) --no-print-directory -j3 built $(VENV)/.stamp
	$(MAKE) --no-print-directory rust
	$(MAKE) --no-print-directory python

test-all:
	@scripts/setup all
	cargo fmt --all --check
	@$(MAKE) --no-print-directory -j3 built $(VENV)/.stamp
	$(MAKE) --no-print-directory rust
	$(MAKE) --no-print-directory rust-evaluation
	$(MAKE) --no-print-directory fuzz
	$(MAKE) --no-print-directory web-journeys
	$(MAKE) --no-print-directory python-all

setup:
	@scripts/setup test

fmt:
	cargo fmt --all

# The lints alone, for between.
lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

# All that the tests need, Rust's and Python's, in one go, while the Python packages are fetched. (Cargo takes its jobs from make's: three,
# so that two are left for it.)
built:
	cargo build --workspace --lib --bins --tests --locked

# The shape checks (crate edges, file sizes, links …) are the tests of the crate xtask.
rust:
	cargo nextest run --workspace --locked
	cargo test --doc --workspace --locked

# Evaluations with models in local folders, whose libraries take minutes to build, and without a network.
rust-evaluation:
	cargo build -p runlore-eval -p runlore-eval-io --tests --features candle --locked
	scripts/offline cargo nextest run -p runlore-eval -p runlore-eval-io --features candle --locked --offline

# Half a minute for each target; what is found lies in fuzz/artifacts.
fuzz:
	fuzz/run filter 30
	fuzz/run json_body 30
	fuzz/run table_file 30

# Binary and library are made of what the Rust tests were built with, so nothing is compiled twice.
python: built $(VENV)/.stamp
	@scripts/pytest $(PY) fast

python-all: built $(VENV)/.stamp
	@scripts/pytest $(PY) all
	@scripts/pytest $(PY) offline

# The released MLflow client and server that the tests and the benchmark compare with.
$(VENV)/.stamp: $(REQUIREMENTS)
	@scripts/setup python
	test -x $(PY) || "$$(scripts/setup which-python)" -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check $(addprefix -r ,$(REQUIREMENTS))
	@touch $@

oracle: setup $(VENV)/.stamp
	$(PY) -m tests.oracle.record $(ARGS)
	$(if $(ARGS),,scripts/record-evaluation $(PY))

mutations: setup $(VENV)/.stamp
	$(PY) -m tests.mutations $(ARGS)

bench:
	@scripts/setup bench
	$(MAKE) --no-print-directory build $(VENV)/.stamp
	bench/run $(ARGS)

# Licences, advisories and doubled versions of the dependencies; needs `cargo install cargo-deny`.
deny:
	cargo deny check

clean:
	cargo clean
	rm -rf $(VENV)
