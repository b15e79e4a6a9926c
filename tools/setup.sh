#!/usr/bin/env bash
# Installs what a target of the Makefile needs and this machine lacks:
#     tools/setup.sh serve|build|lint|test|fuzz|bench|isso
# Where everything is there it changes nothing and takes less than a second.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/env.sh
source tools/env.sh

say() { printf 'setup: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

rust() {
    has rustup || fail "rustup is missing. Install it as https://rustup.rs says, then run make again."
    has cc || has gcc || has clang ||
        fail "a C compiler is missing. On Debian and Ubuntu: apt-get install build-essential. On macOS: xcode-select --install."
    if ! rustc --version >/dev/null 2>&1; then
        say "installing the Rust release that rust-toolchain.toml names (about a minute)"
        rustup toolchain install || fail "rustup could not install it: see its message above."
    fi
    if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
        say "adding Rust's WebAssembly target (20 MB), which the app is compiled for"
        rustup target add wasm32-unknown-unknown || fail "rustup could not add it: see its message above."
    fi
}

# crate COMMAND NAME VERSION MINUTES PURPOSE [OPTION…]: COMMAND in that version, compiled once and kept in $tools.
crate() {
    local command=$1 name=$2 version=$3 minutes=$4 purpose=$5
    shift 5
    case "$("$command" --version 2>/dev/null)" in *" $version"*) return ;; esac
    say "compiling $name $version, $purpose (once, about $minutes minutes; kept in $tools)"
    # They work for seconds at a time: what their own profiles ask for (one unit, link-time optimisation) would cost more
    # minutes than it ever gives back.
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0 \
        cargo install "$name" --version "$version" --root "$tools/$name-$version" "$@" </dev/null ||
        fail "$name $version did not install: see cargo's message above. Without a network this step cannot work."
}

app_tools() {
    crate trunk trunk "$trunk_version" 4 "which builds and serves the app" --locked
    # Not --locked: the versions its lock file names include one that was withdrawn.
    crate wasm-bindgen wasm-bindgen-cli "$bindgen_version" 2 "which joins the app to the browser"
}

# node_packages PURPOSE: Node.js and the packages of package-lock.json.
node_packages() {
    local major
    if ! has node || ! has npm; then
        fail "Node.js is missing; it is needed for $1. Install version 20 or newer (https://nodejs.org), then run make again. make serve works without it."
    fi
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$major" -ge 20 ] || fail "Node.js $(node --version) is too old for $1: version 20 or newer is needed."
    npm_ci .
}

# npm_ci FOLDER: what its package-lock.json names, when that has changed since the last time.
npm_ci() {
    cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock.json" && return
    say "installing the packages of $1/package-lock.json with npm (a minute or less)"
    # No package needs a script to be of use here, and the HTML checker's would download a Java.
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund </dev/null) || fail "npm could not install them: see its message above."
    cp "$1/package-lock.json" "$1/node_modules/.installed-lock.json"
}

debian_root() { [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; }

# debian PACKAGE…: installs Debian's packages; none of them starts a service.
debian() {
    local policy=/usr/sbin/policy-rc.d ours=
    if [ ! -e "$policy" ]; then
        ours=$policy
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
    fi
    local done=0
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@") </dev/null >&2 || done=$?
    [ -z "$ours" ] || rm -f "$ours"
    return "$done"
}

# Whether there is a Python that Isso can be installed with.
has_python() {
    python3 -c 'import ensurepip, os, sys, sysconfig; assert sys.version_info >= (3, 9); assert os.path.exists(sysconfig.get_path("include") + "/Python.h")' 2>/dev/null
}

# isso [or-none]: a comment server, in a Python environment of its own in $tools. With or-none it may stay away where
# there is no Python for it: the tests that need it say so.
isso() {
    local versions=tests/servers/isso.txt folder
    folder=$tools/isso-$(sed -n 's/^isso==//p' "$versions")
    cmp -s "$versions" "$folder/installed.txt" && return
    if [ "${1:-}" = or-none ] && ! debian_root && ! has_python; then
        rm -rf "$folder"
        say "$(node tests/servers/isso.mjs)"
        return
    fi
    say "installing Isso, a comment server, with the versions of $versions (once, half a minute; kept in $folder)"
    if debian_root && ! has_python; then
        debian python3-venv python3-dev gcc libc6-dev || fail "apt-get could not install Python: see its message above."
    fi
    has python3 || fail "Python is missing; Isso is written in it. Install Python 3.9 or newer, with its venv module and its headers, then run make again."
    rm -rf "$folder"
    mkdir -p "$tools"
    { python3 -m venv "$folder" && "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --requirement "$versions"; } </dev/null >&2 ||
        fail "Isso did not install: see Python's message above. It needs Python's venv module and headers (on Debian: python3-venv python3-dev) and a C compiler."
    cp "$versions" "$folder/installed.txt"
}

# wordpress: Debian's, for the tests; they start it by themselves, with a database of its own.
wordpress() {
    local missing
    missing=$(node tests/servers/wordpress.mjs) || true
    [ -n "$missing" ] || return 0
    if debian_root; then
        say "installing WordPress, MariaDB and PHP with apt-get, for the tests (a minute or two; no service is started)"
        debian wordpress mariadb-server php-cli php-mysql php-gd php-xml php-mbstring php-curl ||
            fail "apt-get could not install WordPress: see its message above."
    else
        say "$missing"
    fi
}

browser() {
    node tests/browser/chromium.mjs >/dev/null 2>&1 && return
    if debian_root; then
        say "installing Chromium, in which the tests run, with apt-get (a minute or two)"
        debian chromium fonts-liberation && return
    fi
    say "downloading Playwright's Chromium, in which the tests run (170 MB)"
    npx playwright install "$(has apt-get && [ "$(id -u)" = 0 ] && echo --with-deps || echo --no-shell)" chromium </dev/null ||
        fail "no Chromium to be had. Install Chromium or Chrome, or set CHROMIUM to the path of one, then run make again."
}

# firefox: for those of the tests that run in another engine, too.
firefox() {
    node tests/browser/firefox.mjs >/dev/null 2>&1 && return
    if debian_root; then
        say "installing Firefox, in which some of the tests run too, with apt-get (a minute or two)"
        debian firefox-esr && return
    fi
    say "skipping the tests in Firefox: there is none on PATH, and FIREFOX names none"
}

# servers: what the tests publish by, and the Java that the HTML checker runs on. Elsewhere than on Debian the tests that
# need one that is missing are skipped, and this says which.
servers() {
    local missing=()
    has nginx || missing+=("nginx")
    has caddy || missing+=("Caddy")
    has rsync || missing+=("rsync")
    # macOS has a java that only tells that there is none.
    java -version >/dev/null 2>&1 || missing+=("Java (the HTML checker)")
    [ ${#missing[@]} -gt 0 ] || return 0
    local named
    named=$(printf ', %s' "${missing[@]}")
    named=${named:2}
    if debian_root; then
        say "installing $named with apt-get, for the tests (a minute or two; no service is started)"
        debian nginx-light libnginx-mod-http-brotli-static caddy rsync default-jre-headless ||
            fail "apt-get could not install what the tests need: see its message above."
    else
        say "skipping the tests that need what is missing here: $named"
    fi
}

sbom_tool() {
    crate cargo-cyclonedx cargo-cyclonedx "$cyclonedx_version" 2 "which writes what a release build is made of" --locked
}

lint_tools() {
    cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
    cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
    has node || fail "Node.js is missing; it is needed to look at others' code. Install version 20 or newer (https://nodejs.org), then run make again."
    crate cargo-deny cargo-deny "$deny_version" 3 "which judges licences and known faults of crates" --locked
}

# fuzz_tools: cargo-fuzz, and the compiler that libFuzzer is built with.
fuzz_tools() {
    if ! has c++ && ! has g++ && ! has clang++; then
        debian_root || fail "a C++ compiler is missing; libFuzzer is written in it. On Debian and Ubuntu: apt-get install g++. On macOS: xcode-select --install."
        say "installing a C++ compiler, which libFuzzer needs, with apt-get (a minute)"
        debian g++ libc6-dev || fail "apt-get could not install g++: see its message above."
    fi
    crate cargo-fuzz cargo-fuzz "$fuzz_version" 1 "which builds the fuzz targets" --locked
}

case "${1:-}" in
serve)
    rust
    app_tools
    ;;
build)
    rust
    app_tools
    sbom_tool
    node_packages "wasm-opt, which makes the app smaller"
    ;;
lint)
    rust
    lint_tools
    ;;
test)
    rust
    lint_tools
    sbom_tool
    app_tools
    has cargo-nextest || crate cargo-nextest cargo-nextest "$nextest_version" 3 "which runs the Rust tests" --locked
    node_packages "wasm-opt and the browser tests"
    npm_ci tests/html
    npm_ci tests/published
    fuzz_tools
    servers
    browser
    firefox
    isso or-none
    wordpress
    ;;
fuzz)
    rust
    fuzz_tools
    ;;
isso)
    has node || fail "Node.js is missing; it is needed to start Isso beside the edition. Install version 20 or newer (https://nodejs.org), then run make again."
    isso
    ;;
bench)
    rust
    app_tools
    node_packages "wasm-opt and the measuring"
    npm_ci tests/bench
    browser
    isso or-none
    ;;
*) fail "usage: tools/setup.sh serve|build|lint|test|fuzz|bench|isso" ;;
esac
