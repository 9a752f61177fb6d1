# Sourced by every script: where things are, how to speak, how to fail.
set -euo pipefail

SELF=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Tools and compiled dependencies live outside the clone, so that the next clone finds them.
CACHE=${KEFU_CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/kefu}
WASM=wasm32-unknown-unknown
cd "$ROOT"

say() { printf '==> %s\n' "$*"; }

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# The comment at the top of the calling script is its help text.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$SELF"; }

elapsed() {
  local seconds=$((SECONDS - $1))
  if ((seconds < 60)); then printf '%d s' "$seconds"; else printf '%d min %02d s' $((seconds / 60)) $((seconds % 60)); fi
}

# step NAME COMMAND…: says what begins, and how long it took. A function given as the command returns at its
# first failure by itself, since bash does not stop it there.
step() {
  local name=$1 begin=$SECONDS
  shift
  say "$name …"
  "$@" || return
  say "$name: $(elapsed "$begin")"
}

# quietly COMMAND…: shows the output only when the command fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  ((status == 0)) || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# Whether something listens on a port of this machine.
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A stamp says that an output is made from its inputs: it holds a key (mode, toolchain) and is as old as the
# build began. fresh NAME KEY INPUT… is true when the key is the same and no input, nor a directory that lost
# a file, is newer.
fresh() {
  local stamp=$ROOT/target/stamps/$1 key=$2
  shift 2
  [[ -f $stamp && $(<"$stamp") == "$key" ]] || return 1
  [[ -z $(find "$@" \( -name node_modules -o -name dist \) -prune -o -newer "$stamp" -print -quit) ]]
}

# begin_stamp NAME before building; finish_stamp NAME KEY after it.
begin_stamp() {
  mkdir -p "$ROOT/target/stamps"
  : >"$ROOT/target/stamps/$1.begin"
}

finish_stamp() {
  local stamp=$ROOT/target/stamps/$1
  printf '%s' "$2" >"$stamp"
  touch -r "$stamp.begin" "$stamp"
  rm -f "$stamp.begin"
}
