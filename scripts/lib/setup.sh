# Everything the other scripts need, in one place: source this, then call the use_… functions wanted.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/lib/apt.sh
source scripts/lib/rust.sh
source scripts/lib/tools.sh
source scripts/lib/node.sh
source scripts/lib/browser.sh
source scripts/lib/python.sh

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

# What comparing the server with its OpenAPI document needs.
setup_openapi() {
  use_certificates
  use_packages schemathesis scripts/lib/openapi/requirements.txt
}
source scripts/lib/build.sh
