# The two to know: `make demo` and `make test`. Both install what is missing first.
.PHONY: help setup demo test test-kernel lint format
.DEFAULT_GOAL := help

# Folders that may not be there yet are left out.
SOURCES := $(wildcard Package.swift Sources Tests Examples)

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

setup: ## Install the system packages that are missing
	@Scripts/setup

demo: setup ## Show what the sample app's tests catch
	swift run SampleApp matrix

test: setup ## Build and run all tests and checks
	swift build --build-tests
	swift test --skip-build
	@for check in Scripts/check-*; do \
		[ -x "$$check" ] || continue; \
		echo "$$check"; "$$check" || exit 1; \
	done

test-kernel: ## The edit-test loop: the tests that need no Hummingbird
	swift test --disable-default-traits --scratch-path .build-kernel \
		--filter 'TxKitTests|TxKitSQLiteTests|TxKitPostgresTests|TxKitTestSupportTests'

lint: ## Check the formatting
	swift format lint --strict -r $(SOURCES)

format: ## Format in place
	swift format -i -r $(SOURCES)
