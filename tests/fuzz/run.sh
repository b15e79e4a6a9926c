#!/usr/bin/env bash
# Runs fuzz targets:
#     tests/fuzz/run.sh short                  each on the same inputs every time, some seconds (make test-fuzz)
#     tests/fuzz/run.sh TARGET SECONDS         one for so long, from another seed each time (make fuzz)
#     tests/fuzz/run.sh TARGET SECONDS INPUT   one on one file (make fuzz INPUT=…)
# The corpus is only read: what is new goes to target/fuzz/new/TARGET, and what fails to target/fuzz/failed/TARGET.
set -euo pipefail
cd "$(dirname "$0")/../.."

mode=$1 seconds=${2:-15} input=${3-}
folder=tests/fuzz

say() { printf 'fuzz: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

build() {
    local host
    host=$(rustc -vV | sed -n 's/^host: //p')
    programs=target/fuzz/$host/release
    [ -d target/fuzz ] || say "compiling press and the app for fuzzing (once, some minutes)"
    cargo fetch --quiet --locked --target "$host" --manifest-path "$folder/Cargo.toml" ||
        fail "$folder/Cargo.lock is not that of the dependencies there are now. Bring it up to date: cargo update --workspace --manifest-path $folder/Cargo.toml"
    cargo fuzz build -O --fuzz-dir "$folder" --sanitizer none --codegen-units 16 --target-dir target/fuzz >target/fuzz-build.log 2>&1 ||
        fail "the targets do not compile:
$(tail -n 40 target/fuzz-build.log)"
}

# fuzz TARGET OPTION…: one target until its time is over or an input fails.
fuzz() {
    local target=$1 new=target/fuzz/new/$1 failed=target/fuzz/failed/$1 log=target/fuzz/$1.log patience=20
    shift
    # What measures time reads long texts, and reads them again.
    [ "$target" != growth ] || patience=120
    mkdir -p "$new" "$failed"
    "$programs/$target" "$new" "$folder/corpus/$target" "$@" -timeout="$patience" -rss_limit_mb=2048 -max_len=4096 \
        -dict="$folder/dictionaries/$target" -artifact_prefix="$failed/" -max_total_time="$seconds" >"$log" 2>&1 || {
        tail -n 60 "$log" >&2
        local found
        found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
        fail "$target failed on ${found:-an input that could not be written}; why is above.
fuzz: Run it alone: make fuzz TARGET=$target INPUT=${found:-FILE}
fuzz: When it is mended, copy it to $folder/corpus/$target under a name that says what it is: the Rust tests replay it from then on."
    }
    say "$target: $(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) second.*/\1 inputs in \2 s/p' "$log" | tail -n 1), nothing failed"
}

# How many inputs make some seconds of a target. A number, not a time: from one seed they are the same on every machine, and
# a test fails by a fault alone.
inputs() {
    case "$1" in
    comment_answers) echo 30000 ;;
    drawing) echo 60000 ;;
    growth) echo 200 ;;
    ledger) echo 500 ;;
    markdown) echo 800 ;;
    page_data) echo 80000 ;;
    *) echo 3000 ;;
    esac
}

mkdir -p target
build
case "$mode" in
short)
    rm -rf target/fuzz/new
    for file in "$folder"/fuzz_targets/*.rs; do
        target=$(basename "$file" .rs)
        fuzz "$target" -seed=1 -runs="$(inputs "$target")"
    done
    ;;
*)
    [ -f "$folder/fuzz_targets/$mode.rs" ] || fail "there is no target “$mode”; there are: $(cd "$folder/fuzz_targets" && echo *.rs | sed 's/\.rs//g')"
    if [ -n "$input" ]; then
        RUST_BACKTRACE=1 exec "$programs/$mode" "$input"
    fi
    fuzz "$mode" -print_final_stats=1
    say "what reaches code that nothing before has reached is in target/fuzz/new/$mode. To keep what is worth it: $programs/$mode -merge=1 $folder/corpus/$mode target/fuzz/new/$mode"
    ;;
esac
