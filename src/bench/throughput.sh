#!/usr/bin/env bash
# How many tokens a second a whole `latchkey sign --count` makes, beside `openssl speed` in the same minute, and how time and
# memory grow with their number. Needs target/latchkey (mvn -DskipTests package), openssl and GNU time.
#   src/bench/throughput.sh [rounds]
set -euo pipefail
latchkey=${LATCHKEY:-$(cd "$(dirname "$0")/../.." && pwd)/target/latchkey/bin/latchkey}
rounds=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LATCHKEY_VAULT=$work/bench.latchkey
head -c 24 /dev/urandom | base64 >"$work/password"
"$latchkey" init --password-file "$work/password" >"$work/recovery" 2>/dev/null
# Opening by the recovery key costs no key derivation: what is measured is signing.
grep -oE '([A-Z0-9]+-){4,}[A-Z0-9]+' "$work/recovery" | head -1 >"$work/key"
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/rsa.pem" 2>/dev/null
head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$work/secret"
"$latchkey" add rsa --platform generic --private-key "$work/rsa.pem" --recovery-key-file "$work/key" >/dev/null 2>&1
"$latchkey" add hmac --platform generic --secret-file "$work/secret" --secret-encoding hex --recovery-key-file "$work/key" >/dev/null 2>&1
"$latchkey" --version | tail -1

run() { # credential, count: prints wall seconds, processor seconds, peak KiB
  /usr/bin/time -f '%e %U %S %M' -o "$work/time" \
    "$latchkey" sign "$1" --count "$2" --claim 'user=load-{n}' -o "$work/out.csv" --force --quiet \
    --recovery-key-file "$work/key"
  [ "$(wc -l <"$work/out.csv")" -eq $(($2 + 1)) ] || { echo "lines are missing" >&2; exit 1; }
  awk '{ printf "%.2f %.2f %d\n", $1, $2 + $3, $4 }' "$work/time"
}

# The start of the program is taken off: what is compared is a rate.
for round in $(seq "$rounds"); do
  read -r w0 c0 _ < <(run rsa 1)
  read -r w1 c1 _ < <(run rsa 100001)
  speed=$(openssl speed -elapsed -seconds 5 -multi 2 rsa2048 2>/dev/null | awk '/^rsa 2048/ { print $6 }')
  cpu=$(openssl speed -seconds 3 rsa2048 2>/dev/null | awk '/^rsa 2048/ { print $6 }')
  awk -v w="$w1" -v w0="$w0" -v c="$c1" -v c0="$c0" -v s="$speed" -v u="$cpu" -v r="$round" 'BEGIN {
    printf "round %d RS256: %.0f tokens/s (openssl -multi 2: %.0f/s, ratio %.2f); a processor second: %.0f (openssl: %.0f, ratio %.2f)\n",
      r, 100000 / (w - w0), s, 100000 / (w - w0) / s, 100000 / (c - c0), u, 100000 / (c - c0) / u }'
  read -r w0 c0 _ < <(run hmac 1)
  read -r w1 c1 _ < <(run hmac 1000001)
  awk -v w="$w1" -v w0="$w0" -v c="$c1" -v c0="$c0" -v r="$round" 'BEGIN {
    printf "round %d HS256: %.0f tokens/s; a processor second: %.0f\n", r, 1000000 / (w - w0), 1000000 / (c - c0) }'
done
for count in 10 1000 100000 1000000; do
  read -r wall cpu peak < <(run hmac "$count")
  echo "growth HS256 $count: $wall s, $cpu s of processor, $((peak / 1024)) MiB at most"
done
