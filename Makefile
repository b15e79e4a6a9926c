# Every target installs what it lacks (tools/setup.sh) and needs no standard input.
# Written for GNU make 3.81 and newer.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build check test test-rust test-fuzz fuzz test-size test-html test-published test-browser bench fmt lint clean

with_tools := source tools/env.sh &&
# What stays from build to build and is not published.
beside := $(CURDIR)/.newsprint
# What the tests look at: the release build, the same under a sub-path, a debug build, two editions that
# are set to a comment server below their own address, one without comments, and one of other stories, which
# are hard to set.
built := target/built
public_url = $(if $(PUBLIC_URL),--public-url '$(PUBLIC_URL)')

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

serve: ## Serve the edition at http://127.0.0.1:8080 and reload on every change (PORT=8081, COMMENTS=isso)
	@tools/setup.sh serve
	@$(if $(COMMENTS),tools/setup.sh isso)
	@$(with_tools) exec $(if $(COMMENTS),node tools/serve-comments.mjs '$(COMMENTS)') trunk serve $(if $(PORT),--port $(PORT))

build: ## Write dist/, ready for a CDN (PUBLIC_URL=/paper/ for a sub-path), and .newsprint/sbom/
	@tools/setup.sh build
	@mkdir -p $(built)/app
	@$(with_tools) NEWSPRINT_APP_ONLY=true trunk build --release --dist $(built)/app $(public_url)
	@$(with_tools) cargo run --quiet --profile press --package press -- build --app $(built)/app --output dist --keep .newsprint/app --hosting .newsprint/hosting $(public_url) || { status=$$?; [ $$status = 3 ] && [ -z "$$NEWSPRINT_STRICT" ] || exit $$status; }
	@tools/sbom.sh .newsprint/sbom

check: ## Look at dist/ for broken links and what stories lack (HOST=netlify for a host's limits, EXTERNAL=1 for other sites, EXTERNAL=private for those of this network too)
	@tools/setup.sh serve
	@$(with_tools) cargo run --quiet --profile press --package press -- check $(if $(HOST),--host $(HOST)) $(if $(EXTERNAL),--external) $(if $(filter private,$(EXTERNAL)),--private)

test: lint test-rust test-fuzz test-size test-html test-published test-browser ## Run every check and test

test-rust:
	@tools/setup.sh test
	@$(with_tools) cargo nextest run --workspace
	@$(with_tools) cargo test --workspace --doc --quiet

# Each target for some seconds, always on the same inputs.
test-fuzz:
	@tools/setup.sh fuzz
	@$(with_tools) tests/fuzz/run.sh short

fuzz: ## Fuzz what reads others' input (TARGET=markdown SECONDS=600; INPUT=file for that alone)
	@tools/setup.sh fuzz
	@$(with_tools) tests/fuzz/run.sh '$(or $(TARGET),markdown)' $(or $(SECONDS),600) $(if $(INPUT),'$(INPUT)')

test-size: $(built)/release $(built)/isso $(built)/wordpress
	@node tests/size.mjs $^

test-html: $(built)/release $(built)/paper $(built)/isso
	@tools/setup.sh test
	@node tests/html/run.mjs $^

test-published: $(built)/release $(built)/paper
	@tools/setup.sh test
	@node --test tests/published/*.test.mjs

test-browser: $(built)/release $(built)/hard $(built)/paper $(built)/debug $(built)/isso $(built)/wordpress $(built)/none ## Run the browser tests alone (ARGS='hop.spec.mjs --headed')
	@tools/setup.sh test
	@$(with_tools) playwright test --config tests/browser/playwright.config.mjs $(ARGS)

.PHONY: $(built)/release $(built)/hard $(built)/paper $(built)/debug $(built)/isso $(built)/isso-app $(built)/wordpress $(built)/none
$(built)/release $(built)/paper $(built)/isso-app $(built)/wordpress $(built)/none: optimised := --release
$(built)/paper: under := --public-url /paper/
$(built)/paper: export NEWSPRINT_PRECOMPRESS := true
$(built)/%: export NEWSPRINT_HOSTING = $(CURDIR)/$(built)/hosting/$(notdir $@)
$(built)/isso-app: export NEWSPRINT_APP_ONLY := true
$(built)/isso $(built)/isso-app: export NEWSPRINT_COMMENTS_PROVIDER := isso
$(built)/wordpress: export NEWSPRINT_COMMENTS_PROVIDER := wordpress
$(built)/none: export NEWSPRINT_COMMENTS_PROVIDER := none
$(built)/isso $(built)/wordpress: export NEWSPRINT_COMMENTS_ENDPOINT := /comments
# As `make build` does it: the app by itself, which other editions in the tests are built around too.
$(built)/isso: $(built)/isso-app
	@$(with_tools) cargo run --quiet --profile press --package press -- build --app $< --output $@
$(built)/release $(built)/paper $(built)/debug $(built)/isso-app $(built)/wordpress $(built)/none:
	@tools/setup.sh build
	@mkdir -p $@
	@$(with_tools) trunk build $(optimised) $(under) --dist $@

# Stories that are hard to set, around the app of the release build.
$(built)/hard: $(built)/release
	@$(with_tools) node tests/hard/build.mjs $< $@

bench: $(built)/isso ## Measure press, sizes, loading and hops; a table and test-results/bench.json
	@tools/setup.sh bench
	@mkdir -p $(built)/release target/bench/app
	@$(with_tools) trunk build --release --dist $(built)/release
	@$(with_tools) NEWSPRINT_APP_ONLY=true trunk build --release --dist target/bench/app
	@$(with_tools) node tests/bench/run.mjs $(built)/release $(ARGS)

fmt: ## Format the Rust code
	@tools/setup.sh lint
	@cargo fmt --all
	@cargo fmt --manifest-path tests/fuzz/Cargo.toml

lint: ## Check format, lints (natively and for the browser) and what others' code may be
	@tools/setup.sh lint
	@cargo fmt --all --check
	@cargo fmt --manifest-path tests/fuzz/Cargo.toml --check
	@cargo clippy --workspace --all-targets --quiet -- -D warnings
	@for comments in device isso wordpress none; do \
	    NEWSPRINT_COMMENTS_PROVIDER=$$comments cargo clippy -p newsprint --target wasm32-unknown-unknown --quiet -- -D warnings || exit; \
	done
	@$(with_tools) node tools/audit.mjs

clean: ## Remove everything that was built here
	@cargo clean
	@rm -rf dist node_modules tests/bench/node_modules tests/html/node_modules tests/published/node_modules test-results
