# shellcheck shell=bash
# Puts the pinned tools first on PATH: `source tools/env.sh`. The Makefile does it by itself.

newsprint=$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")/.." && pwd)

trunk_version=0.21.14
nextest_version=0.9.143
deny_version=0.20.2
cyclonedx_version=0.5.9
fuzz_version=0.13.2
# The command-line tool must be of the very version that the app is linked with.
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' "$newsprint/Cargo.lock")

tools="${XDG_CACHE_HOME:-$HOME/.cache}/newsprint"
PATH="$tools/trunk-$trunk_version/bin:$tools/wasm-bindgen-cli-$bindgen_version/bin:$newsprint/node_modules/.bin:$PATH:$tools/cargo-nextest-$nextest_version/bin:$tools/cargo-deny-$deny_version/bin:$tools/cargo-cyclonedx-$cyclonedx_version/bin:$tools/cargo-fuzz-$fuzz_version/bin"
export PATH

# Whoever wants no colour sets this to anything (no-color.org); Trunk takes only a boolean.
if [ -n "${NO_COLOR-}" ]; then export NO_COLOR=true; fi
