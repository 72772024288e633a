# The commands a person needs; `make` alone prints them.
PY := .venv/bin/python

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/run.stamp: requirements.lock requirements-assets.lock
	python3 -m venv .venv
	.venv/bin/pip install --quiet --no-deps --require-hashes -r requirements.lock -r requirements-assets.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	.venv/bin/pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/run.stamp  ## the whole road on this machine in about a minute, then stop
	$(PY) starter.py demo

up: .venv/run.stamp  ## the same system, lasting, for use (data in var/)
	$(PY) starter.py up

test: .venv/dev.stamp  ## the whole test suite; two processes more than cores, for some mostly wait
	$(PY) -m compileall -q $(ROOMS)  # else each process a test starts compiles them anew
	PYTHONDONTWRITEBYTECODE= PYTEST_DEBUG_TEMPROOT=$(ROOMY) $(PY) -m pytest -n $$(( $$(nproc) + 2 )) --dist loadfile --no-loadscope-reorder
# Databases of tests lie in memory where there is much of it: nobody waits for a disk.
ROOMY = $$([ "$$(df --output=avail /dev/shm 2> /dev/null | tail -1)" -gt 4000000 ] 2> /dev/null && echo /dev/shm)
ROOMS := models activities workflows store mail documents audit runtime web cli scenario bench

check: .venv/dev.stamp  ## format, lint, types, floors, tests
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	$(MAKE) test

scenario: .venv/dev.stamp  ## a year in minutes: two sessions, 180 proposals, 120 bodies, every invariant checked
	$(PY) -m scenario --proposals 180 --bodies 120

kill: .venv/dev.stamp  ## kill the worker in the middle of a season, twenty seeds
	KILL_SEEDS=20 $(PY) -m pytest tests/runtime/test_kill.py

cuts: .venv/dev.stamp  ## kill the worker at each cut point of its effects, 25 seeds each
	CUT_SEEDS=25 $(PY) -m pytest -n 8 tests/flow/test_cuts.py  # they mostly wait

agree: .venv/dev.stamp  ## engine and record compared before every act and around every wait of every story
	AGREE=all $(PY) -m pytest -n 2 tests/flow/test_agreement_in_between.py

faults: .venv/dev.stamp  ## ten thousand letters to a mail server that fails in every way
	FAULT_LETTERS=10000 $(PY) -m pytest tests/runtime/test_post_faults.py

copies: .venv/dev.stamp  ## five thousand mails in copies, shuffled, by two doors, with restarts
	MAIL_MESSAGES=5000 $(PY) -m pytest tests/flow/test_many_copies.py

fuzz: .venv/dev.stamp  ## a hundred thousand damaged mails
	FUZZ_MAILS=20000 $(PY) -m pytest -o timeout=0 tests/mail/test_fuzz.py

shots: .venv/dev.stamp  ## a picture of each main page of the desk, for the documents
	mkdir -p docs/desk; SHOTS=docs/desk $(PY) -m pytest tests/web/test_browser.py

record: .venv/dev.stamp  ## record the histories of every story again
	$(PY) -m tests.replay.record

bench: .venv/dev.stamp  ## the whole road against a bare workflow, the mail against Postfix, reports, the record
	$(PY) -m bench.lifecycle
	$(PY) -m bench.mail
	$(PY) -m bench.reports
	$(PY) -m bench.ledger
	$(PY) -m bench.desk

lock: .venv/dev.stamp  ## pin every dependency again
	.venv/bin/pip-compile $(LOCK) -o requirements.lock pyproject.toml
	.venv/bin/pip-compile $(LOCK) -o requirements-dev.lock requirements-dev.in
LOCK := --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: help demo up test check scenario kill cuts agree faults copies fuzz shots record bench lock
