#!/bin/sh
# Makes ../minified/*.min.js of the parts, with Debian's terser. `--check` compares instead.
#
# All parts are minified in one run, parted by `debugger` statements: so they agree on their names,
# and nothing is moved or folded from one part into another. What every snippet has comes first, for
# the shortest names.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# Debian's terser finds its modules by this where node is not Debian's own.
export NODE_PATH="${NODE_PATH:-/usr/share/nodejs}"
out=$here/../minified
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

node -e '
  const { readFileSync } = require("fs");
  const { parts } = JSON.parse(readFileSync(process.argv[1] + "/parts.json", "utf8"));
  parts.sort((one, other) => !!one.when - !!other.when);
  for (const { name } of parts) {
    process.stdout.write(readFileSync(`${process.argv[1]}/${name}.js`, "utf8") + "debugger;\n");
  }' "$here" > "$work/all.js"

terser "$work/all.js" --ecma 2020 --mangle toplevel --output "$work/all.min.js" --format ascii_only,wrap_func_args=false \
  --compress unused=false,toplevel=false,passes=3,drop_debugger=false,reduce_funcs=false

mkdir "$work/minified"
node -e '
  const { readFileSync, writeFileSync } = require("fs");
  const [here, work] = process.argv.slice(1);
  const { parts } = JSON.parse(readFileSync(here + "/parts.json", "utf8"));
  parts.sort((one, other) => !!one.when - !!other.when);
  const texts = readFileSync(work + "/all.min.js", "utf8").trimEnd().split(/debugger;?/);
  if (texts.length !== parts.length + 1 || texts.pop() !== "") throw new Error("parts are lost");
  parts.forEach(({ name }, index) => {
    writeFileSync(`${work}/minified/${name}.min.js`, texts[index]);
  });' "$here" "$work"

if [ "${1:-}" = --check ]; then
  diff -r "$work/minified" "$out" > /dev/null || {
    echo "Templates/minified is not what Templates/runtime gives: run $0" >&2
    exit 1
  }
else
  rm -rf "$out"
  mkdir "$out"
  cp "$work/minified/"*.min.js "$out/"
fi
