#!/usr/bin/env bash
# Which mutants of a room its tests kill (PIT), in a copy of what is committed. Needs git, Maven and a JDK 25 in JAVA25.
#   JAVA25=/path/to/jdk-25 src/bench/mutants.sh vault|secret|engine [threads] [what Maven should be told besides]
#
# In the copy the least cost of Argon2id is 1 MiB instead of 64, in the program and in the two tests that hold the bound: a test
# of the vault then takes a tenth of the time, and thousands of mutants come to their end. Nothing else is changed.
set -euo pipefail
room=$1
threads=${2:-1}
shift $(($# < 2 ? $# : 2))
here=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git clone --quiet "$here" "$copy/latchkey"
cd "$copy/latchkey"
vault=java/io/github/latchkey/vault
sed -i 's/LEAST_MEMORY = 64 << 10;/LEAST_MEMORY = 1 << 10;/' "src/main/$vault/ArgonCost.java"
sed -i 's/\b65535\b/1023/; s/\b65536\b/1024/' "src/test/$vault/ArgonCostTest.java" "src/test/$vault/HeaderReaderTest.java"
[ "$(git diff --name-only | wc -l)" -eq 3 ] || { echo "the bound of Argon2id is not where it was" >&2; exit 1; }
# A busy machine must not pass for a mutant that never ends.
mvn -B -Ppit test-compile org.pitest:pitest-maven:mutationCoverage "-Dpit.room=$room" "-Dpit.threads=$threads" \
  "-Dpit.jvm=$JAVA25/bin/java" -DtimeoutConst=8000 "$@" || status=$?
mkdir -p "$here/target/pit"
cp -r "target/pit/$room" "$here/target/pit/"
exit "${status:-0}"
