#!/bin/sh
# Installs @NAME@ for one user, or below a folder; and takes it away again.
set -eu

say() { printf '%s\n' "install.sh: $*"; }
fail() { printf '%s\n' "install.sh: $*" >&2; exit 1; }

usage() {
    cat <<'END'
usage: install.sh [--prefix FOLDER] [--remove]

Installs @NAME@ into ~/.local, for you alone, or below FOLDER. Needs no administrator and no network.
--remove takes away everything that was installed; your packs and settings stay.
END
}

prefix=''
remove=''
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] || fail "--prefix needs a folder. See: install.sh --help"; prefix=$2; shift ;;
        --prefix=*) prefix=${1#*=} ;;
        --remove) remove=yes ;;
        -h | --help) usage; exit 0 ;;
        *) fail "“$1” is not understood. See: install.sh --help" ;;
    esac
    shift
done

share=''
if [ -z "$prefix" ]; then
    [ -n "${HOME:-}" ] || fail "there is no home folder; name a folder with --prefix"
    prefix=$HOME/.local
    share=${XDG_DATA_HOME:-}
fi
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
share=${share:-$prefix/share}
# The record has one path in each line.
case $prefix$share in
    *'
'*) fail "the folder’s name must not have more than one line" ;;
esac
program=$prefix/lib/@NAME@
record=$program/installed

@PLACING@

if [ -n "$remove" ]; then
    [ -f "$record" ] || fail "$program was not installed by this script, or is not there; nothing was removed"
    take_away
    say "@NAME@ is gone from $prefix; your packs and settings are where they were"
    exit 0
fi

# Before anything is written: can it run here?
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "this package is for Linux on x86-64, and this is $(uname -s) on $(uname -m)"
glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || fail "this system has no glibc, which @NAME@ needs"
glibc=${glibc#* }
oldest=$(printf '%s\n' @GLIBC@ "$glibc" | sort -t. -k1,1n -k2,2n | head -n 1)
[ "$oldest" = @GLIBC@ ] || fail "this system has glibc $glibc; @NAME@ needs @GLIBC@, such as Ubuntu 22.04 and Debian 12 have"

here=$(cd -- "$(dirname -- "$0")" && pwd)
[ -d "$here/lib/@NAME@" ] || fail "install.sh must stay in the folder that was unpacked"
if [ -f "$record" ]; then
    take_away
elif [ -e "$program" ]; then
    fail "$program is there, and not from this script; move it away or choose another --prefix"
fi

made=$(mktemp)
trap 'rm -f -- "$made"' EXIT
make_folder "$prefix"
[ -w "$prefix" ] || fail "$prefix cannot be written to; choose another --prefix"
say "installing into $prefix"
cd -- "$here"
find lib share \( -type f -o -type l \) | sort | while IFS= read -r path; do
    case $path in
        lib/*) put "$path" "$prefix/$path" ;;
        *) put "$path" "$share/${path#share/}" ;;
    esac
done
put install.sh "$program/install.sh"
for name in @NAME@ @WINDOW@; do
    make_folder "$prefix/bin"
    ln -sf "../lib/@NAME@/$name" "$prefix/bin/$name"
    printf 'file %s\n' "$prefix/bin/$name" >>"$made"
done

set_opening "share/applications/@ID@.desktop" "$share/applications/@ID@.desktop" "$program/@WINDOW@"

cp -- "$made" "$record"
update_caches
say "done: @NAME@ is in your menu of programs; to remove it: $program/install.sh --remove"
case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) say "the command is $prefix/bin/@NAME@; that folder is not in PATH yet" ;;
esac
