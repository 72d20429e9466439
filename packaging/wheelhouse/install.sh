#!/bin/sh
# Installs @NAME@ from the wheels beside this file, for one user, without a network; and takes it away again:
# sh install.sh [--remove] [FOLDER]
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

remove=''
if [ "${1:-}" = --remove ]; then
    remove=yes
    shift
fi
target=${1:-$HOME/.local/lib/@NAME@}
share=${XDG_DATA_HOME:-${HOME:-}/.local/share}
entry=$share/applications/@ID@.desktop
# The record has one path in each line.
case $target$share in
    *'
'*) fail "The folder’s name must not have more than one line." ;;
esac

@PLACING@

find_folder() { # once it is there: its full path, and in it the record of what lies outside
    target=$(cd -- "$target" && pwd)
    record=$target/installed-outside
}

in_menu() { [ -f "$entry" ] && grep -Fqx -- "$(opening "$target/bin/@WINDOW@")" "$entry"; }

if [ -n "$remove" ]; then
    [ -f "$target/installed-outside" ] || fail "$target was not made by this script, or is not there; nothing was removed."
    find_folder
    # Another installation may have its place by now.
    if in_menu; then take_away; fi
    rm -rf -- "$target"
    say "@NAME@ is gone from $target; your packs and settings are where they were."
    exit 0
fi

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

new=''
[ -e "$target" ] || new=yes
"$python" -m venv "$target"
find_folder
[ -z "$new" ] || : >"$record"
"$target/bin/python" -m pip --isolated --disable-pip-version-check install --quiet --no-index --no-cache-dir \
    --only-binary :all: --find-links "$here" --require-hashes -r "$here/requirements.txt"
say "@NAME@ @VERSION@ is in $target"
say "Start it with: $target/bin/@NAME@"
# A folder that somebody else has made is theirs to remove, and theirs to put into a menu.
[ -f "$record" ] || exit 0
cp -- "$here/install.sh" "$target/install.sh"
say "Remove it with: sh '$target/install.sh' --remove '$target'"

# What is for all users is not put into the menu of root.
if [ -d "$here/share" ] && [ "$(id -u)" -ne 0 ] && [ -n "${XDG_DATA_HOME:-${HOME:-}}" ]; then
    if in_menu; then take_away; fi
    made=$(mktemp)
    trap 'rm -f -- "$made"' EXIT
    (cd -- "$here/share" && find . -type f) | sort | while IFS= read -r path; do
        put "$here/share/${path#./}" "$share/${path#./}"
    done
    set_opening "$here/share/applications/@ID@.desktop" "$entry" "$target/bin/@WINDOW@"
    cp -- "$made" "$record"
    update_caches
    say "It is in your menu of programs, and opens packs."
fi
