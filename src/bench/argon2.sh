#!/usr/bin/env bash
# Key derivation against Debian's argon2 program: warm, cold, and the whole unlock as a person feels it. Like the packaged
# program (packaging/TrainingRun.java), new processes start with what a training run learned; "-n" leaves that out.
# Needs a Java 25, argon2 (apt-get install argon2), and the program folder (mvn -q -DskipTests package).
set -euo pipefail
cd "$(dirname "$0")/../.."
for home in "${LATCHKEY_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if grep -qs '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$home/release"; then
    mkdir -p target/bench
    "$home/bin/javac" -d target/bench -cp target/classes src/bench/java/io/github/latchkey/vault/ArgonComparison.java
    "$home/bin/jar" --create --file target/bench.jar -C target/bench .
    run=("$home/bin/java" -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "target/bench.jar:target/latchkey/lib/*")
    comparison=io.github.latchkey.vault.ArgonComparison
    if [ "${1:-}" = -n ]; then
      exec "${run[@]}" "$comparison"
    fi
    rm -f target/bench.aot
    "${run[@]}" -XX:AOTCacheOutput=target/bench.aot "$comparison" train >/dev/null 2>&1
    exec "${run[@]}" -XX:AOTCache=target/bench.aot "$comparison"
  fi
done
echo "no Java 25 found: set LATCHKEY_JAVA_HOME" >&2
exit 1
