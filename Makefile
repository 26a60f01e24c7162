# The developers' habits, named. Everything is done by ./handtag or a file in tools/; `make` alone shows this list.
.DEFAULT_GOAL := help
.PHONY: help dev check test e2e bench battery demo i18n docs screenshots lock

help: ## Show this list
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /\1\t/' | expand -t 14

# Any developers' word makes ./handtag install the developers' packages.
.venv/installed-dev: requirements/dev.txt
	-./handtag check style

demo: ## Build the demo county and serve it at 127.0.0.1:8000
	./handtag demo

dev: .venv/installed-dev ## Serve at 127.0.0.1:8000 and start again when a file is saved
	HANDTAG_DEMO=1 PYTHONPATH=src DJANGO_SETTINGS_MODULE=handtag.config.settings .venv/bin/python -m django runserver

check: ## Everything that needs no test run: types, style, imports, templates, spelling, translations, reference pages
	./handtag check

test: ## Everything, on both databases and in the browser
	./handtag test

e2e: ## Only the tests in the browser
	./handtag test browser

bench: ## Measure speed, each job beside its rivals in one run
	./handtag bench

battery: ## The long tests that nothing is lost (about an hour on 2 cores; SCALE=0.05 for a share), and docs/reliability.md
	./handtag battery --scale $(or $(SCALE),1)

i18n: .venv/installed-dev ## Collect new texts into locale/ and compile; then translate what is empty there
	.venv/bin/python tools/translations.py update

docs: .venv/installed-dev ## Write the generated pages of docs/reference anew
	.venv/bin/python tools/reference_docs.py

screenshots: ## Take the pictures of docs/images from the demo county
	./handtag screenshots

lock: .venv/installed-dev ## Lock the packages of requirements/*.in again (add UPGRADE=--upgrade for newer releases)
	cd requirements && ../.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes base.in -o base.txt
	cd requirements && ../.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes analysis.in -o analysis.txt
	cd requirements && ../.venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes dev.in -o dev.txt
