# Tools at pinned versions, each in a directory of its own that later clones and versions can share.

# The command-line tool must be the version of the crate; Cargo.toml is the one place that says it.
wasm_bindgen_version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
trunk_version=0.21.14
TOOLS=$CACHE/tools

# install_tool CRATE VERSION PROGRAM [FLAG…]
install_tool() {
  local name=$1 version=$2 program=$3 home
  shift 3
  home=$TOOLS/$program-$version
  [[ -x $home/bin/$program ]] || step "compiling $program $version, once" quietly cargo_install "$name" "$version" "$home" ||
    die "cannot install $name $version"
  export PATH=$home/bin:$PATH
}

# These programs run for seconds and compile for minutes, so they are compiled quickly rather than well.
cargo_install() {
  local settings=(
    CARGO_TARGET_DIR="$CACHE/build-tools/$toolchain"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
  )
  local arguments=("$1" --version "$2" --root "$3.part")
  # A lock file may name a crate that a mirror does not have; then today's compatible versions have to do.
  env "${settings[@]}" cargo install --locked "${arguments[@]}" ||
    env "${settings[@]}" cargo install "${arguments[@]}" || return 1
  rm -rf "$3"
  mv "$3.part" "$3"
}

use_tools() {
  install_tool wasm-bindgen-cli "$wasm_bindgen_version" wasm-bindgen
  install_tool trunk "$trunk_version" trunk
  export TRUNK_SKIP_VERSION_CHECK=true
}
