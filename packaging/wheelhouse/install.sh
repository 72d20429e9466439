#!/bin/sh
# Installs @NAME@ from the wheels beside this file, for one user, without a network: sh install.sh [FOLDER]
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$HOME/.local/lib/@NAME@}

fail() { printf '%s\n' "$*" >&2; exit 1; }

# shellcheck disable=SC2016 # Python's, not the shell's
fits='import ensurepip, sys, venv; sys.exit("%d.%d" % sys.version_info[:2] not in "@PYTHONS@".split(", "))'
python=
for each in @CANDIDATES@ python3; do
    if command -v "$each" >/dev/null && "$each" -c "$fits" 2>/dev/null; then
        python=$each
        break
    fi
done
[ -n "$python" ] || fail "@NAME@ needs Python @PYTHONS@ with its module venv (on Debian: the package python3-venv)."
if [ -e "$target" ] && [ ! -e "$target/pyvenv.cfg" ]; then
    fail "There is something else in $target already; name another folder: sh install.sh FOLDER"
fi

"$python" -m venv "$target"
"$target/bin/python" -m pip --isolated --disable-pip-version-check install --quiet --no-index --no-cache-dir \
    --only-binary :all: --find-links "$here" --require-hashes -r "$here/requirements.txt"
printf '%s\n' "@NAME@ @VERSION@ is in $target" "Start it with: $target/bin/@NAME@" "Remove it with: rm -r '$target'"
