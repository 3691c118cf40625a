# shellcheck shell=sh
# Sourced by demo, test and lint: `install_package "[web]"` or `install_package "[dev]"` makes .venv and installs into it,
# unless that was done already.

fail() {
    printf '%s\n' "corrobora: $1" >&2
    exit 1
}

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

# Where the package is installed from, and for what: a folder that was moved, or a changed pyproject.toml, installs again.
describe() {
    pwd
    printf '%s\n' "$1"
    cat pyproject.toml
}

is_installed() {
    .venv/bin/python -c '' 2>/dev/null || return 1
    for extras in "$1" "[dev]" "[dev,spark]"; do
        if describe "$extras" | cmp -s - .venv/installed; then
            return 0
        fi
    done
    return 1
}

make_venv() {
    python=$(find_python) || fail "no Python 3.11 or newer was found; install one, or name it: PYTHON=/path/to/python3 $0"
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python has no venv module; install it (on Debian and Ubuntu: apt install python3-venv)"
    printf '%s\n' "corrobora: making .venv with $python" >&2
    "$python" -m venv --clear .venv || fail "could not make .venv; is the folder writable?"
}

install_package() {
    if is_installed "$1"; then
        return 0
    fi
    .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
    printf '%s\n' "corrobora: installing what is needed into .venv (once; a minute or two)" >&2
    .venv/bin/python -m pip install --quiet --quiet --no-compile --disable-pip-version-check --editable ".$1" >&2 ||
        fail "the install failed (see above); it needs the network once, then works without"
    describe "$1" >.venv/installed
}

# The report is tested in Chromium. Continuous integration, where a missing one is a failure, installs it if it may.
find_browser() {
    for browser in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$browser" >/dev/null 2>&1; then
            return 0
        fi
    done
    if [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        printf '%s\n' "corrobora: installing Chromium for the tests of the report (once; a minute or two)" >&2
        { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1 && return 0
    fi
    printf '%s\n' "corrobora: no Chromium was found for the tests of the report: apt-get install chromium" >&2
}

# The ledger is tested on a real PostgreSQL, which the tests start and stop themselves.
find_postgres() {
    if command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
        return 0
    fi
    if [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        printf '%s\n' "corrobora: installing PostgreSQL for the tests of the ledger (once; a minute)" >&2
        { apt-get update -qq && apt-get install -y -qq postgresql; } >/dev/null 2>&1 && return 0
    fi
    printf '%s\n' "corrobora: no PostgreSQL was found for the tests of the ledger: apt-get install postgresql" >&2
}

# axe-core judges how accessible the pages of `corrobora serve` are. It is fetched once, for the tests alone.
find_axe() {
    [ -f .venv/axe.min.js ] && return 0
    command -v npm >/dev/null 2>&1 && packed=$(cd .venv && npm pack --silent axe-core@4.14.1 2>/dev/null) &&
        tar -xzOf ".venv/$packed" package/axe.min.js >.venv/axe.new && mv .venv/axe.new .venv/axe.min.js && return 0
    printf '%s\n' "corrobora: axe-core was not fetched for the tests of the pages: install npm (it needs the network once)" >&2
}
