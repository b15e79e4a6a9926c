#!/usr/bin/env bash
# Writes what a release build is made of, as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/), two files:
#     tools/sbom.sh FOLDER
# app.cdx.json has the crates of what readers download, press.cdx.json those of the tool that made the edition. Both name
# versions, licences and checksums, and those crates, too, that only work while others are compiled.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/env.sh
source tools/env.sh
folder=$1
mkdir -p "$folder"

# It writes one file beside the manifest of each crate of the workspace, whichever is asked for.
made=newsprint-sbom-$$
trap 'rm -f "$made.json" "press/$made.json"' EXIT

# describe TARGET FILE OUTPUT: of the build for TARGET, the crate whose file is FILE. Where the project lies on this
# machine is nobody's business.
describe() {
    cargo cyclonedx --quiet --format json --spec-version 1.5 --target "$1" --override-filename "$made"
    sed "s|file://$newsprint|file:///newsprint|g" "$2" >"$folder/$3"
}
describe wasm32-unknown-unknown "$made.json" app.cdx.json
describe "$(rustc -vV | sed -n 's/^host: //p')" "press/$made.json" press.cdx.json
