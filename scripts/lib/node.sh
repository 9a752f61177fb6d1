# Node and the npm packages of the folders that have some.

node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }

use_node() {
  if ! has node || ! has npm; then need "Node" nodejs npm; fi
  (($(node_major) >= 18)) || die "Node 18 or newer is needed, this is $(node --version)"
}

# npm_install DIRECTORY: what its lock file says, when that has changed.
npm_install() {
  local stamp=$1/node_modules/.kefu-stamp key
  key="$(cksum <"$1/package-lock.json") node $(node_major)"
  [[ -f $stamp && $(<"$stamp") == "$key" ]] && return
  # Playwright drives the browser of the system; it must not fetch one of its own.
  step "installing npm packages of $1" quietly env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
    npm ci --prefix "$1" --no-fund --no-audit --loglevel=error || die "npm ci fails in $1"
  printf '%s' "$key" >"$stamp"
}

# The packages that building needs, wasm-opt among them.
use_build_packages() {
  npm_install components/elements
  export PATH=$ROOT/components/elements/node_modules/.bin:$PATH
}

# What writing and checking the contract's TypeScript types needs.
use_contract_packages() {
  use_node
  npm_install components/contract
}
