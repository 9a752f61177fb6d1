# Everything the other scripts need, in one place: source this, then call the use_… functions wanted.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/lib/apt.sh
source scripts/lib/rust.sh
source scripts/lib/tools.sh
source scripts/lib/node.sh
source scripts/lib/browser.sh

# What building needs.
setup_build() {
  use_certificates
  use_node
  use_rust
  use_tools
  use_build_packages
}

# What testing in a browser needs on top.
setup_browser() {
  use_browser
  npm_install e2e
}
source scripts/lib/build.sh
