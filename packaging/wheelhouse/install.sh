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

# What puts files where the system looks, with a record of them ($made, then $record), and takes them away again.

make_folder() { # and note each that was not there, from the outermost
    [ -d "$1" ] && return
    make_folder "$(dirname -- "$1")"
    mkdir -- "$1"
    printf 'folder %s\n' "$1" >>"$made"
}

put() { # file, path
    make_folder "$(dirname -- "$2")"
    cp -P -- "$1" "$2"
    printf 'file %s\n' "$2" >>"$made"
}

update_caches() {
    if command -v update-mime-database >/dev/null 2>&1 && [ -d "$share/mime/packages" ]; then
        update-mime-database "$share/mime" >/dev/null 2>&1 || say "the list of file types could not be renewed"
    fi
    if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$share/applications" ]; then
        update-desktop-database "$share/applications" >/dev/null 2>&1 || say "the list of programs could not be renewed"
    fi
}

# What the system makes of our files goes where nobody else has any.
remove_caches() {
    if [ -d "$share/mime" ] && grep -Fqx "folder $share/mime/packages" "$1" &&
        ! find "$share/mime/packages" -type f | grep -q .; then
        for each in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version \
            XMLnamespaces; do
            rm -f -- "$share/mime/$each"
        done
    fi
    if grep -Fqx "folder $share/applications" "$1" && ! find "$share/applications" -name '*.desktop' | grep -q .; then
        rm -f -- "$share/applications/mimeinfo.cache"
    fi
}

take_away() {
    kept=$(mktemp)
    # Files first, then folders from the innermost; one with something of yours in it stays.
    cat -- "$record" >"$kept"
    sed -n 's/^file //p' "$kept" | while IFS= read -r path; do rm -f -- "$path"; done
    rm -f -- "$record"
    update_caches
    remove_caches "$kept"
    # Whatever packs of types have left for ours.
    rm -f -- "$share/mime/application/x-@NAME@.xml"
    rmdir -- "$share/mime/application" 2>/dev/null || :
    sed -n '1!G;h;$p' "$kept" | sed -n 's/^folder //p' | while IFS= read -r path; do
        rmdir -- "$path" 2>/dev/null || :
    done
    rm -f -- "$kept"
}

# The entry names the full path, since menus do not look into ~/.local/bin; quoted as its specification wants it.
opening() { # program
    printf 'Exec="%s" %%F\n' "$(printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')"
}

set_opening() { # the entry as it comes, the path where it goes, program
    while IFS= read -r line; do
        case $line in
            Exec=*) opening "$3" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$1" >"$2"
}

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
