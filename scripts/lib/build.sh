# Building the three things that run: the elements package, the demo site, the server.
# Each takes the mode, release or dev. Dev is quicker to build, and larger.

ELEMENTS=components/elements
# Hidden: what is in it is bundled, not shipped.
GLUE=$ELEMENTS/dist/.glue
LIBRARIES=(components/contract components/rules components/client components/widgets)
WORKSPACE=(Cargo.toml Cargo.lock scripts/lib/build.sh)

# What ships is compiled together with a standard library of its own, made small: panics stop at once without
# words, and nothing is kept for printing. Worth a tenth of the bundle. The compiler is stable; these flags are
# not yet, hence RUSTC_BOOTSTRAP. They get a target directory of their own, for they touch every crate.
SMALL=(
  RUSTC_BOOTSTRAP=1
  RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
)
SMALL_STD=(-Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size)

elements_wasm() {
  local target=$CARGO_TARGET_DIR folder=debug
  if [[ $1 == release ]]; then
    target=$CARGO_TARGET_DIR/small folder=wasm
    (
      export CARGO_TARGET_DIR=$target "${SMALL[@]}"
      run_cargo build -p kefu-elements --target "$WASM" --profile wasm "${SMALL_STD[@]}"
    ) || return
  else
    run_cargo build -p kefu-elements --target "$WASM" || return
  fi
  wasm-bindgen --target web --remove-name-section --remove-producers-section --out-dir "$GLUE" \
    "$target/$WASM/$folder/kefu_elements.wasm"
}

build_elements() {
  local key="$1 $toolchain"
  local inputs=("${WORKSPACE[@]}" "${LIBRARIES[@]}" "$ELEMENTS")
  claim_target_dir
  if [[ -f $ELEMENTS/dist/index.js ]] && fresh elements "$key" "${inputs[@]}"; then
    say "elements are up to date"
    return
  fi
  # Emptied, not removed: the folder around it must not look changed afterwards.
  mkdir -p "$ELEMENTS/dist"
  find "$ELEMENTS/dist" -mindepth 1 -delete
  begin_stamp elements
  step "building the elements' WebAssembly ($1)" elements_wasm "$1"
  local flags=()
  [[ $1 == release ]] || flags=(-- --dev)
  step "bundling the elements" quietly npm run build --prefix "$ELEMENTS" "${flags[@]}"
  [[ $1 == dev ]] || step "compressing the elements" node scripts/lib/compress.mjs "$ELEMENTS/dist"
  finish_stamp elements "$key"
}

build_site() {
  local key="$1 $toolchain" flags=(--config trunk.toml --offline)
  local inputs=("${WORKSPACE[@]}" "${LIBRARIES[@]}" demo-site/app public trunk.toml)
  claim_target_dir
  if [[ -f dist/index.html ]] && fresh site "$key" "${inputs[@]}"; then
    say "the site is up to date"
    return
  fi
  [[ $1 == dev ]] || flags+=(--release)
  begin_stamp site
  # Trunk works offline, so everything it compiles has to be there.
  step "fetching dependencies" quietly cargo fetch
  step "building the site ($1)" env RUST_BACKTRACE=0 trunk build "${flags[@]}"
  [[ $1 == dev ]] || step "compressing the site" node scripts/lib/compress.mjs dist
  finish_stamp site "$key"
}

# Sets `server` to the program: this clone's own copy, since the next clone builds into the same directory.
build_server() {
  local folder=debug flags=()
  [[ $1 == dev ]] || { folder=release flags=(--release); }
  step "building the server ($1)" run_cargo build -p kefu-server --bin kefu-server "${flags[@]}"
  server=$ROOT/target/bin/$folder/kefu-server
  install -D "$CARGO_TARGET_DIR/$folder/kefu-server" "$server"
}

build_all() {
  build_elements "$1"
  build_site "$1"
  build_server "$1"
}
