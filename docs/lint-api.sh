#!/usr/bin/env bash
# Reads docs/openapi.json and docs/asyncapi.json with the linters that others use; needs Node and the npm registry, as
# nothing else here does. Their warnings are for people, their errors end it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v npx >/dev/null || {
  echo "lint-api: SKIPPED, there is no npx on the PATH" >&2
  exit 0
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 'extends: ["spectral:oas", "spectral:asyncapi"]' >"$folder/spectral.yaml"

npx --yes @stoplight/spectral-cli@6 lint --ruleset "$folder/spectral.yaml" --fail-severity error --display-only-failures openapi.json asyncapi.json
npx --yes @redocly/cli@2 lint --extends=recommended openapi.json
