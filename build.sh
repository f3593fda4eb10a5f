#!/usr/bin/env bash
# Mailflow Doctor, from source to one HTML file.
#
#   ./build.sh         builds dist/mailflow-doctor.html and dist/SHA256SUMS
#   ./build.sh open    builds it and opens it in the browser of this machine
#   ./build.sh test    all checks; the same that continuous integration runs
#
# Needs rustup. Everything else it gets itself, once, into target/.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")"

ROOT=$PWD
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
TOOLS=${MAILFLOW_DOCTOR_TOOLS:-$CARGO_TARGET_DIR/tools}
WORK=$CARGO_TARGET_DIR/page
PAGE=dist/mailflow-doctor.html
WASM_TARGET=wasm32-unknown-unknown
BINARYEN=132.0.0   # the wasm-opt of the published file
AXE=4.14.1         # accessibility checks of the browser tests
GECKODRIVER=0.37.1 # WebDriver of Firefox
# What Rust 1.95 puts into a module, so that an older wasm-opt accepts it as well.
WASM_FEATURES=(--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals
    --enable-reference-types --enable-multivalue)

main() {
    case ${1:-build} in
        build) build ;;
        open) build; open_page ;;
        test) run_tests ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
}

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\nbuild.sh: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a step with its output kept back; shows the end of it only when the step fails.
quietly() {
    local what=$1 log; shift
    mkdir -p "$CARGO_TARGET_DIR"; log=$CARGO_TARGET_DIR/build.log
    if ! "$@" >"$log" 2>&1; then tail -n 25 "$log" >&2; fail "$what failed (the whole output: $log)"; fi
}

# ---- what a build needs -----------------------------------------------------------------------------------------

apt_install() {
    have apt-get || return 1
    local as=(); if [ "$(id -u)" != 0 ]; then { have sudo && sudo -n true 2>/dev/null; } || return 1; as=(sudo -n); fi
    echo "installing with apt: $*"
    "${as[@]}" apt-get update -qq >/dev/null 2>&1 || true
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

need_rust() {
    if ! have cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH=$HOME/.cargo/bin:$PATH; fi
    have cargo && have rustup || fail "rustup is missing. Install it as https://rustup.rs says, then run this again."
    have cc || apt_install gcc libc6-dev \
        || fail "a C compiler is missing (cargo links with it). On Debian or Ubuntu: sudo apt-get install gcc libc6-dev"
    local toolchain; toolchain=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
    rustup toolchain list | grep -q "^$toolchain" \
        || quietly "installing Rust $toolchain" rustup toolchain install "$toolchain" --profile minimal -c rustfmt -c clippy
    rustup target list --installed | grep -qx "$WASM_TARGET" \
        || quietly "adding the target $WASM_TARGET" rustup target add "$WASM_TARGET"
}

# The tool and the crate must have the very same version: their interface has no other.
need_wasm_bindgen() {
    local version; version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
    [ -n "$version" ] || fail "Cargo.toml does not pin wasm-bindgen (wasm-bindgen = \"=X.Y.Z\")"
    PATH=$TOOLS/bin:$PATH
    [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] && return
    say "building wasm-bindgen $version into $TOOLS (once, some minutes)"
    quietly "building wasm-bindgen $version" env CARGO_TARGET_DIR="$TOOLS/build" \
        cargo install wasm-bindgen-cli --version "=$version" --no-default-features --root "$TOOLS" --force
    rm -rf "$TOOLS/build"
}

# Prints the wasm-opt to use; prints nothing where there is none.
wasm_opt() {
    local ours=$TOOLS/node_modules/binaryen/bin/wasm-opt
    if have npm && have node && [ "$(npm_version binaryen)" != "$BINARYEN" ]; then npm_install "binaryen@$BINARYEN"; fi
    if have node && [ "$(npm_version binaryen)" = "$BINARYEN" ]; then echo "$ours"; return; fi
    command -v wasm-opt || true
}

npm_version() { sed -n 's/^ *"version": "\(.*\)".*/\1/p' "$TOOLS/node_modules/$1/package.json" 2>/dev/null | head -n 1; }

npm_install() {
    mkdir -p "$TOOLS"
    npm install --prefix "$TOOLS" --ignore-scripts --no-audit --no-fund --loglevel=error "$@" >/dev/null 2>&1 || true
}

# ---- the build --------------------------------------------------------------------------------------------------
build() {
    need_rust
    need_wasm_bindgen
    mkdir -p dist "$WORK"
    say "compiling"
    # No path of this machine may reach the file: the same source gives the same bytes anywhere.
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=$CARGO_TARGET_DIR=target --remap-path-prefix=$ROOT=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" \
        cargo build --profile browser --locked --lib --target "$WASM_TARGET"
    wasm-bindgen --target no-modules --no-typescript --out-dir "$WORK" --out-name glue \
        "$CARGO_TARGET_DIR/$WASM_TARGET/browser/mailflow_doctor.wasm"
    shrink
    assemble
    (cd dist && sha256sum mailflow-doctor.html >SHA256SUMS)
    say "dist/mailflow-doctor.html"
    printf '%s bytes, %s bytes gzipped\nSHA-256 %s\n' "$(bytes "$PAGE")" "$(gzip -9nc "$PAGE" | wc -c)" "$(cut -c1-64 dist/SHA256SUMS)"
}

bytes() { wc -c <"$1" | tr -d ' '; }

shrink() {
    local tool; tool=$(wasm_opt)
    if [ -z "$tool" ]; then
        echo "wasm-opt: skipped, there is neither npm nor a wasm-opt here. The page works, but is about a tenth larger."
        cp "$WORK/glue_bg.wasm" "$WORK/engine.wasm"; return
    fi
    # Chromium takes much longer for one large function than for its parts.
    "$tool" -Oz --one-caller-inline-max-function-size=1000 "${WASM_FEATURES[@]}" --strip-debug --strip-producers \
        --strip-target-features "$WORK/glue_bg.wasm" -o "$WORK/engine.wasm" || fail "$tool failed on $WORK/glue_bg.wasm"
    [ "${tool#"$TOOLS"}" != "$tool" ] \
        || echo "wasm-opt: $tool instead of Binaryen $BINARYEN from npm; the SHA-256 will differ from the published one."
}

# Puts everything into one file. The markup is written the way browsers write it back, so that the page can hand out
# its own source byte for byte; no line end after </html>, and the script is the last element.
assemble() {
    cut_glue <"$WORK/glue.js" >"$WORK/glue.cut.js"
    gzip -9nc "$WORK/engine.wasm" | base64 | tr -d '\n' >"$WORK/engine.text"
    printf '%s' "$(commit)" >"$WORK/commit"
    sed -n '/^version/{s/^version = "\(.*\)"/\1/p;q}' Cargo.toml | tr -d '\n' >"$WORK/version"
    # The script knows the checksum of what stands around it, with its own hash left out of the policy.
    policy "" | tee "$WORK/plain-policy" >"$WORK/policy"
    frame /dev/null | sed -e 's/<html[^>]*>/<html>/' -e 's/<body[^>]*>/<body>/' | cksum | tr -d '\n' >"$WORK/checksum"
    fill @GLUE@ "$WORK/glue.cut.js" <www/boot.js | fill @ENGINE@ "$WORK/engine.text" \
        | fill @CHECKSUM@ "$WORK/checksum" | fill @PLAIN_POLICY@ "$WORK/plain-policy" >"$WORK/script.js"
    forbid_network "$WORK/script.js"
    policy "$(hash "$WORK/script.js")" >"$WORK/policy"
    frame "$WORK/script.js" >"$WORK/page.html"
    mv "$WORK/page.html" "$PAGE"
}

# The page with the script of file $1.
frame() {
    fill @VERSION@ "$WORK/version" <www/index.html | fill @COMMIT@ "$WORK/commit" | fill @POLICY@ "$WORK/policy" \
        | fill @STYLE@ www/style.css | fill @SCRIPT@ "$1"
}

# Standard input with the one marker $1 replaced by the bytes of file $2.
fill() {
    local text; text=$(cat; printf x); text=${text%x}
    case $text in *"$1"*) ;; *) fail "the marker $1 is missing" ;; esac
    printf '%s' "${text%%"$1"*}"; cat "$2"; printf '%s' "${text#*"$1"}"
}

# The page starts its engine from bytes that it holds. The parts of the glue that could load it from elsewhere go.
cut_glue() {
    sed -e '/^    \/\*\*/,/^     \*\//d' -e '/^    let script_src;/,/^    }/d' -e '/^    let __wbg_init_promise;/d' \
        -e '/^    async function __wbg_load(/,/^    }/d' -e '/^    async function __wbg_init(/,/^    }/d' \
        -e '/^    async function __wbg_init_once(/,/^    }/d' \
        -e '/^ *\/\//d' -e 's/^ *//' \
        -e 's/Object.assign(__wbg_init, { initSync }, exports)/Object.assign({ initSync }, exports)/'
}

forbid_network() {
    local word
    for word in 'fetch' 'XMLHttpRequest' 'WebSocket' 'EventSource' 'sendBeacon' 'RTCPeerConnection' 'import(' 'window.open' \
        'location' 'preconnect' 'prefetch' 'async ' 'localStorage' 'indexedDB' '</script'; do
        # The engine is no text: no word of it is code.
        # grep reads to the end: where it stopped early, sed would fail, and with it the pipe.
        ! sed 's/^const engine = ".*/const engine;/' "$1" | grep -F "$word" >/dev/null \
            || fail "the script of the page holds '$word', which it must not (see README.md, privacy)"
    done
}

# The policy for a script with the hash $1.
policy() {
    printf "default-src 'none'; script-src 'sha256-%s' 'wasm-unsafe-eval'; style-src 'sha256-%s'; img-src data:; " \
        "$1" "$(hash www/style.css)"
    printf "connect-src 'none'; worker-src blob:; form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'; "
    printf "require-trusted-types-for 'script'; trusted-types own-script"
}

# SHA-256 as the policy wants it: base64 of the 32 bytes.
hash() { printf "$(sha256sum "$1" | cut -c1-64 | sed 's/../\\x&/g')" | base64; }

# The commit, marked where files differ from it; "unknown" in a copy without git.
commit() {
    if [ -n "${MAILFLOW_DOCTOR_COMMIT:-}" ]; then printf '%s' "$MAILFLOW_DOCTOR_COMMIT"; return; fi
    local id; id=$(git rev-parse --short=10 HEAD 2>/dev/null) || { printf 'unknown'; return; }
    if ! git diff --quiet HEAD -- . 2>/dev/null; then id=$id+; fi
    printf '%s' "$id"
}

# An alarm, no budget: a page that is larger than this has grown by accident.
check_size() {
    local limit size; limit=$(cat www/size-alarm); size=$(bytes "$PAGE")
    echo "$size of $limit bytes"
    [ "$size" -le "$limit" ] || fail "$PAGE has $size bytes; www/size-alarm says that more than $limit is an accident"
}

open_page() {
    local address=file://$ROOT/$PAGE opener
    for opener in xdg-open open; do
        # On Linux, a program named open is something else, and nothing opens without a display.
        if have "$opener" && { [ "$(uname)" = Darwin ] || { [ "$opener" = xdg-open ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }; }; then
            say "opening $address"; "$opener" "$address" >/dev/null 2>&1 && return
        fi
    done
    say "no desktop here. Open this address in a browser, or copy the file to a machine that has one:"
    echo "$address"
}

# ---- the checks -------------------------------------------------------------------------------------------------

run_tests() {
    need_rust
    need_wasm_bindgen
    need_browsers
    step "formatting" cargo fmt --all --check
    step "lints" cargo clippy --locked --workspace --all-targets -- -D warnings
    step "lints for the browser" cargo clippy --locked --target "$WASM_TARGET" --lib --test web -- -D warnings
    build
    if have npm && have node && [ "$(npm_version axe-core)" != "$AXE" ]; then npm_install "axe-core@$AXE"; fi
    step "native and browser tests" cargo test --locked --workspace --lib --tests
    step "tests in the documentation" cargo test --locked --workspace --doc
    step "tests of the JavaScript API in headless Chromium" env CHROMEDRIVER="$CHROMEDRIVER" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner cargo test --locked --target "$WASM_TARGET" --test web
    step "the same bytes from another folder" build_twin
    step "size of the page" check_size
    say "all checks passed"
}

# Builds a copy of the source somewhere else, with nothing compiled before, and compares.
build_twin() {
    local twin; twin=$(mktemp -d)
    cp -r build.sh Cargo.toml Cargo.lock rust-toolchain.toml src www benches tests "$twin"
    CARGO_TARGET_DIR=$twin/elsewhere MAILFLOW_DOCTOR_TOOLS=$TOOLS MAILFLOW_DOCTOR_COMMIT=$(commit) quietly "the second build" \
        "$twin/build.sh"
    cmp "$PAGE" "$twin/$PAGE" || fail "the page depends on the folder that it is built in"
    rm -rf "$twin"
}

step() { local what=$1; shift; say "$what"; "$@" || fail "$what: failed (see above)"; }

# Chromium must be there; Firefox and WebKitGTK are tried where they can be installed, and named where they cannot.
need_browsers() {
    local there=Chromium
    if ! { have chromedriver && { have chromium || have google-chrome || have chromium-browser; }; }; then
        apt_install chromium chromium-driver || fail "Chromium and ChromeDriver are missing; the checks drive a browser.
On Debian: sudo apt-get install chromium chromium-driver. Elsewhere: install both in the same version and put them on the PATH as chromium and chromedriver."
        have chromedriver || fail "chromedriver is still missing after apt-get install chromium-driver"
    fi
    if { have firefox || have firefox-esr || apt_install firefox-esr; } && need_geckodriver; then
        there="$there Firefox"
    else
        say "skipped: Firefox (neither it nor its driver can be installed here)"
    fi
    if { have WebKitWebDriver && have Xvfb; } || apt_install webkit2gtk-driver xvfb; then
        there="$there WebKitGTK"
    else
        say "skipped: WebKitGTK (apt-get install webkit2gtk-driver xvfb)"
    fi
    CHROMEDRIVER=$(command -v chromedriver)
    export CHROMEDRIVER MAILFLOW_DOCTOR_ENGINES=$there
}

need_geckodriver() {
    PATH=$TOOLS/bin:$PATH
    have geckodriver && return
    say "building geckodriver $GECKODRIVER into $TOOLS (once, some minutes)"
    CARGO_TARGET_DIR="$TOOLS/build" cargo install geckodriver --version "=$GECKODRIVER" --locked --root "$TOOLS" \
        >"$CARGO_TARGET_DIR/geckodriver.log" 2>&1 || return 1
    rm -rf "$TOOLS/build"
}

main "$@"
