# A browser to test in: Chromium, its driver, and fonts that can write Chinese.

first_program() {
  local name
  for name in "$@"; do
    [[ -n $name ]] && command -v "$name" && return
  done
  return 1
}

find_browser() {
  KEFU_CHROMIUM=$(first_program "${KEFU_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable) &&
    CHROMEDRIVER=$(first_program "${CHROMEDRIVER:-}" chromedriver chromium.chromedriver)
}

use_browser() {
  find_browser || { need "a browser" chromium chromium-driver && find_browser; } || die "no Chromium with a driver found"
  if ! has fc-list || [[ -z $(fc-list :lang=zh family) ]]; then need "a Chinese font" fontconfig fonts-noto-cjk; fi
  export KEFU_CHROMIUM CHROMEDRIVER
  write_webdriver_config
}

# Read by wasm-bindgen's test runner. Containers have no user namespaces for Chromium's sandbox.
write_webdriver_config() {
  export WASM_BINDGEN_TEST_WEBDRIVER_JSON=$ROOT/target/webdriver.json
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
  mkdir -p "$ROOT/target"
  cat >"$WASM_BINDGEN_TEST_WEBDRIVER_JSON" <<JSON
{
  "goog:chromeOptions": {
    "binary": "$KEFU_CHROMIUM",
    "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  }
}
JSON
}
