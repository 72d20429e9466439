#!/usr/bin/env bash
# Sets up everything `make run` and `make test` need: system packages where they are missing, and .venv from uv.lock.
# A second run finds its own stamp and does nothing. With the argument `installers`: what `make installers` needs as well,
# in build/installers: `tools` with what builds them, `program` with the program and nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
STAMP=.venv/.set-up-for

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# The tests read the PDFs they make with tools that are not ours.
tools=(poppler-utils qpdf)
# The window needs these libraries of the system even where it is never shown.
qt_libraries=(libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-xinerama0)
# A screen and a screen reader's ear, for the tests that use the window as people do; without them those are skipped.
screen=(xvfb xauth dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0)

# What builds, checks and tries installers.
builders=(lintian nsis msitools wixl gcc-mingw-w64-x86-64 osslsigncode squashfs-tools appstream desktop-file-utils
    shared-mime-info librsvg2-bin xz-utils rpm man-db libplist-utils binutils libpython3-dev flatpak-builder git)
# Windows, as far as this kind of machine has it; and a Linux to try packages in.
trying=(wine wine64 iproute2 debootstrap xdotool imagemagick x11-utils libglib2.0-bin)

wanted_state() { cat uv.lock pyproject.toml packaging/bootstrap.sh | sha256sum | cut -d ' ' -f 1; }

# Newer releases renamed some libraries by adding t64.
installed() { [[ "$(dpkg-query -W -f '<${db:Status-Status}>' "$1" "$1t64" 2>/dev/null)" == *"<installed>"* ]]; }

needs_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv; }

missing_of() {
    local package
    for package in "$@"; do
        installed "$package" || echo "$package"
    done
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "there is neither root nor sudo here; please have an administrator run: apt-get install $*"
            return
        fi
        as_root=(sudo)
    fi
    say "will install with apt: $*"
    "${as_root[@]}" apt-get -qq -o Acquire::Retries=3 update \
        || say "the lists of packages could not be renewed; trying with those at hand"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y -o Acquire::Retries=3 install --no-install-recommends "$@" >/dev/null \
        || say "apt could not install all of this; tests that need what is missing will say so"
}

system_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this is not a Debian system: please install Python 3.11 or newer with venv, poppler, qpdf and the" \
            "system libraries of Qt 6 (EGL, GL, xkbcommon, D-Bus, fontconfig, xcb-cursor and the xcb utilities) yourself"
        return
    fi
    local missing
    mapfile -t missing < <(needs_venv; missing_of "${tools[@]}" "${qt_libraries[@]}")
    if [ "${#missing[@]}" -gt 0 ]; then
        install_packages "${missing[@]}"
    fi
    # Apart: where one of these is unknown to apt, the others above are there all the same.
    mapfile -t missing < <(missing_of "${screen[@]}")
    if [ "${#missing[@]}" -gt 0 ]; then
        install_packages "${missing[@]}"
    fi
}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

has_pip() { .venv/bin/python -c 'import pip' 2>/dev/null || .venv/bin/python -m ensurepip >/dev/null 2>&1; }

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if recent "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "briefpack needs Python 3.11 or newer; install it (on Debian 12: apt-get install python3) and start again"
}

# Beside what uv.lock names; each run of `uv sync` takes it away again.
bring_uv() {
    has_pip || fail "Python could not bring pip; install its package python3-venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" \
        || fail "uv $UV_VERSION could not be installed with pip; is there a connection to a package index?"
}

python_packages() {
    if ! recent .venv/bin/python || ! has_pip; then
        say "will make .venv"
        "$python" -m venv --clear .venv || fail "Python could not make .venv; install its package python3-venv"
    fi
    say "will install into .venv: uv $UV_VERSION and what uv.lock names"
    bring_uv
    # The lock file rules: nothing newer, nothing else, and no other Python.
    env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT="$PWD/.venv" UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy \
        .venv/bin/python -m uv sync --quiet --locked --all-extras --python .venv/bin/python \
        || fail "the packages of uv.lock could not be installed"
}

# The Python of the system, where there is one: its parts name no folder of whoever built them.
find_system_python() { if recent /usr/bin/python3; then echo /usr/bin/python3; else find_python; fi; }

environment_of() { # folder, arguments of uv sync
    env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT="$PWD/build/installers/$1" UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy \
        .venv/bin/python -m uv sync --quiet --locked --no-editable --no-default-groups \
        --python "$(find_system_python)" "${@:2}" || fail "the packages of uv.lock could not be installed for $1"
}

for_installers() {
    local missing each
    for each in builders trying; do
        local -n wanted=$each
        mapfile -t missing < <(missing_of "${wanted[@]}")
        if [ "${#missing[@]}" -gt 0 ]; then
            install_packages "${missing[@]}"
        fi
    done
    say "will make build/installers/tools and build/installers/program"
    mkdir -p build/installers
    bring_uv
    environment_of tools --group installers --reinstall-package briefpack
    environment_of program --reinstall-package briefpack
}

if [ "$(cat "$STAMP" 2>/dev/null)" != "$(wanted_state)" ] || [ ! -x .venv/bin/briefpack ]; then
    python=$(find_python)
    system_packages
    python_packages
    wanted_state >"$STAMP"
    say "done"
fi
if [ "${1:-}" = installers ]; then
    for_installers
fi
