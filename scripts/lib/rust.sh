# Chooses a Rust toolchain that can build for the browser, and the directory it builds into.
#
# Preferred: rustup with the toolchain of rust-toolchain.toml. Otherwise a cargo that already has the browser
# target. Otherwise Debian's packages, for which the browser's standard library is compiled here once.
# KEFU_TOOLCHAIN=rustup|debian forces one.

channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)

use_rust() {
  has cc || need "a C compiler" gcc libc6-dev
  [[ -x ${CARGO_HOME:-$HOME/.cargo}/bin/cargo ]] && ! has cargo && PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
  case ${KEFU_TOOLCHAIN:-auto} in
    rustup) rustup_ready || rustup_install || die "rustup cannot provide Rust $channel with $WASM" ;;
    debian) debian_toolchain ;;
    auto) rustup_ready || path_ready || debian_ready || rustup_install || debian_toolchain ;;
    *) die "KEFU_TOOLCHAIN is rustup, debian or auto, not $KEFU_TOOLCHAIN" ;;
  esac
  export CARGO_TARGET_DIR=$CACHE/target/$toolchain
}

# --- rustup ---------------------------------------------------------------------------------------------

rustup_ready() {
  local installed part
  has rustup || return 1
  installed=$(RUSTUP_AUTO_INSTALL=0 rustup component list --toolchain "$channel" --installed 2>/dev/null) || return 1
  for part in "rust-std-$WASM" rust-src rustfmt clippy; do
    [[ $installed == *"$part"* ]] || return 1
  done
  export RUSTUP_TOOLCHAIN=$channel
  toolchain=$channel-$(rustc -vV | sed -n 's/^host: //p')
}

rustup_install() {
  has rustup || return 1
  step "installing Rust $channel by rustup" rustup_download || {
    say "rustup cannot download Rust $channel"
    return 1
  }
  rustup_ready
}

# A machine without a way to the download servers must get to the fallback soon, and without a page of errors.
rustup_download() {
  timeout 600 rustup toolchain install "$channel" --profile minimal --component rustfmt --component clippy \
    --component rust-src --target "$WASM" --no-self-update >/dev/null 2>&1
}

# --- any other cargo ------------------------------------------------------------------------------------

new_enough() { [[ $(printf '%s\n' "$channel" "$1" | sort -V | head -n 1) == "$channel" ]]; }

path_ready() {
  local release root
  has cargo && has rustc && has cargo-clippy && has cargo-fmt || return 1
  release=$(RUSTUP_AUTO_INSTALL=0 rustc --version 2>/dev/null | cut -d ' ' -f 2) || return 1
  new_enough "$release" || return 1
  root=$(rustc --print sysroot)/lib/rustlib
  compgen -G "$root/$WASM/lib/libstd-*.rlib" >/dev/null && [[ -d $root/src/rust/library ]] || return 1
  toolchain=$release-$(rustc -vV | sed -n 's/^host: //p')
}

# --- Debian ---------------------------------------------------------------------------------------------

debian_packages=(rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web)

debian_ready() {
  local version
  version=$(dpkg-query -W -f '${Version}' rustc-web 2>/dev/null) || return 1
  [[ -x /usr/bin/cargo && -x /usr/bin/rustc ]] || return 1
  sysroot=$CACHE/sysroot/debian-$version
  [[ -f $sysroot/complete ]] || return 1
  use_debian "$version"
}

# Debian's programs win over rustup's shims of the same names.
use_debian() {
  local shims=${CARGO_HOME:-$HOME/.cargo}/bin
  unset RUSTUP_TOOLCHAIN
  # Cargo looks for its subcommands in its own directory first, unless PATH names that directory later.
  export PATH=/usr/bin:$PATH:$shims
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=--sysroot=$sysroot
  # rustc writes its version into every library: another version must not find the old ones.
  toolchain=debian-$1
}

debian_toolchain() {
  local missing=() package version llvm
  for package in "${debian_packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]} == 0)) || need "Rust with sources" "${missing[@]}"
  llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  has "lld-$llvm" || need "the WebAssembly linker" "lld-$llvm"
  version=$(dpkg-query -W -f '${Version}' rustc-web)
  new_enough "$(/usr/bin/rustc --version | cut -d ' ' -f 2)" || die "Debian's Rust $version is older than $channel"
  debian_ready || {
    sysroot=$CACHE/sysroot/debian-$version
    use_debian "$version"
    step "compiling the standard library for $WASM" quietly build_std || die "the standard library does not compile"
    debian_ready
  }
}

# Compiles std for the browser into a sysroot of our own. It holds the browser target alone; everything else
# keeps coming from /usr, which stays untouched, so no root is needed.
build_std() {
  local work host
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  work=$(mktemp -d)
  mkdir "$work/src"
  : >"$work/src/lib.rs"
  printf '[package]\nname = "empty"\nedition = "2024"\n[profile.release]\nlto = true\n' >"$work/Cargo.toml"
  # Bitcode lets the shipped bundle be optimised together with std (fat LTO).
  (
    cd "$work"
    unset CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR=$work/target \
      /usr/bin/cargo rustc --lib --release --target "$WASM" -Zbuild-std=std,panic_abort,test
  ) || return 1
  rm -rf "$sysroot"
  mkdir -p "$sysroot/lib/rustlib/$WASM/lib"
  rm -f "$work/target/$WASM/release/deps/"libempty-*
  cp "$work/target/$WASM/release/deps/"*.rlib "$sysroot/lib/rustlib/$WASM/lib/"
  ln -s "/usr/lib/rustlib/$host" "$sysroot/lib/rustlib/$host"
  rm -rf "$work"
  touch "$sysroot/complete"
}

# --- building -------------------------------------------------------------------------------------------

# All clones on a machine share one target directory, so that a new clone does not compile every dependency
# again. Cargo calls a crate of the workspace fresh when no source is newer than its last build; it does not
# notice that this build was made from another clone's sources. So when the directory was last used by another
# clone, every source of this one is made new; the workspace is then compiled again, the dependencies are not.
claim_target_dir() {
  local owner=$CARGO_TARGET_DIR/.last-root
  mkdir -p "$CARGO_TARGET_DIR"
  [[ -f $owner && $(<"$owner") == "$ROOT" ]] && return
  find Cargo.toml components demo-site -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -exec touch -c {} +
  printf '%s' "$ROOT" >"$owner"
}

# Cargo for this workspace.
run_cargo() {
  claim_target_dir
  cargo "$@"
}
