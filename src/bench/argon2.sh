#!/usr/bin/env bash
# Key derivation against Debian's argon2 program: warm, cold, and the whole unlock as a person feels it.
# Needs a Java 25, argon2 (apt-get install argon2), and the program folder (mvn -q -DskipTests package).
set -euo pipefail
cd "$(dirname "$0")/../.."
for home in "${LATCHKEY_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if grep -qs '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$home/release"; then
    mkdir -p target/bench
    "$home/bin/javac" -d target/bench -cp target/classes src/bench/java/io/github/latchkey/vault/ArgonComparison.java
    exec "$home/bin/java" -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
      -cp "target/bench:target/classes:target/latchkey/lib/*" io.github.latchkey.vault.ArgonComparison
  fi
done
echo "no Java 25 found: set LATCHKEY_JAVA_HOME" >&2
exit 1
