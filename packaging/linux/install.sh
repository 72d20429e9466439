#!/bin/sh
# Installs @NAME@ for one user, or below a folder; and takes it away again.
set -eu

say() { printf '%s\n' "install.sh: $*"; }
fail() { printf '%s\n' "install.sh: $*" >&2; exit 1; }

usage() {
    cat <<'END'
usage: install.sh [--prefix FOLDER] [--remove]

Installs @NAME@ into ~/.local, for you alone, or below FOLDER. Needs no administrator and no network.
--remove takes away everything that was installed; your packs and settings stay. The install.sh that was installed with
the program needs no --prefix for it.
END
}

unset CDPATH
here=$(cd -- "$(dirname -- "$0")" && pwd)
prefix=''
remove=''
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ -n "${2:-}" ] || fail "--prefix needs a folder. See: install.sh --help"; prefix=$2; shift ;;
        --prefix=?*) prefix=${1#*=} ;;
        --remove) remove=yes ;;
        -h | --help) usage; exit 0 ;;
        *) fail "$1 is not understood. See: install.sh --help" ;;
    esac
    shift
done

share=''
if [ -n "$prefix" ]; then
    case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
    prefix=${prefix%/}
elif [ -n "$remove" ] && { [ -f "$here/installed" ] || [ -f "$here/installing" ]; }; then
    prefix=${here%/lib/@NAME@}
else
    [ -n "${HOME:-}" ] || fail "there is no home folder; name a folder with --prefix"
    prefix=$HOME/.local
    share=${XDG_DATA_HOME:-}
fi
share=${share:-$prefix/share}
# The record has one path in each line.
case $prefix$share in
    *'
'*) fail "the folder’s name must not have more than one line" ;;
esac
program=$prefix/lib/@NAME@
record=$program/installed
making=$program/installing # the record until everything stands
aside=$program.before      # what was there before, until everything stands

# A step that may fail: the words of whoever fails go into our sentence.
words=''
try() { words=$("$@" 2>&1) || exit 1; }

pending=''
note() { # what is about to be made
    if [ -f "$making" ]; then
        { printf '%s\n' "$1" >>"$making"; } 2>/dev/null || { words="$making cannot be written"; exit 1; }
    else
        pending="$pending$1
"
    fi
}

make_folder() { # and note each that was not there, from the outermost
    [ -d "$1" ] && return
    make_folder "$(dirname -- "$1")"
    note "folder $1"
    try mkdir -- "$1"
}

is_there() { [ -e "$1" ] || [ -L "$1" ]; }

is_our_link() {
    case $(readlink -- "$1" 2>/dev/null) in ../lib/@NAME@/*) ;; *) return 1 ;; esac
}

set_aside() {
    is_there "$1" || return 0
    try mkdir -p -- "$aside/outside$(dirname -- "$1")"
    try mv -- "$1" "$aside/outside$1"
}

ready() { # kind, path: make way for it
    [ -d "${2%/*}" ] || make_folder "$(dirname -- "$2")"
    set_aside "$2"
    note "$1 $2"
}

put() { # file, path
    ready file "$2"
    try cp -P -- "$1" "$2"
}

said() { printf '%s\n' "$2" | sed -n "s/^$1 //p"; } # kind, what a record says

# Both with what a record says. A folder with something of yours in it stays.
erase_files() {
    printf '%s\n' "$1" | while IFS= read -r line; do
        path=${line#* }
        case $line in
            file\ *) rm -f -- "$path" || exit 1 ;;
            link\ *) if is_our_link "$path"; then rm -f -- "$path" || exit 1; fi ;;
        esac
    done
}
erase_folders() { # from the innermost
    said folder "$1" | sed '1!G;h;$!d' | while IFS= read -r path; do rmdir -- "$path" 2>/dev/null || :; done
}

roll_back() { # to what was there before
    made=$pending
    [ ! -f "$making" ] || made=$(cat -- "$making")
    erase_files "$made"
    rm -f -- "$making"
    erase_folders "$made"
    if [ -d "$aside/outside" ]; then
        # shellcheck disable=SC2016 # of the inner shell
        (cd -- "$aside/outside" && find . ! -type d -exec sh -c '
            mkdir -p -- "$(dirname -- "/$1")" && mv -- "$1" "/$1"' sh {} \;)
    fi
    is_there "$program" || [ ! -d "$aside/program" ] || mv -- "$aside/program" "$program"
    clear_aside
    erase_folders "$made"
}

clear_aside() {
    [ ! -d "$aside" ] || find "$aside" -depth -type d -exec rmdir -- {} \; 2>/dev/null || :
}

finish() { # Take away the old version; what others put into its folder comes along.
    rm -rf -- "$aside/outside"
    old=$aside/program
    if [ -f "$old/installed" ]; then
        was=$(cat -- "$old/installed")
        root=$(said program "$was")
        printf '%s\n' "$was" | while IFS= read -r line; do
            case $line in "file $root/"*) rm -f -- "$old${line#"file $root"}" ;; esac
        done
        rm -f -- "$old/installed"
        said folder "$was" | sed '1!G;h;$!d' | while IFS= read -r path; do
            case $path/ in "$root"/*) rmdir -- "$old${path#"$root"}" 2>/dev/null || : ;; esac
        done
    fi
    if [ -d "$old" ]; then
        # shellcheck disable=SC2016 # of the inner shell
        (cd -- "$old" && find . -type d -exec sh -c 'mkdir -p -- "$0/$1"' "$program" {} \; &&
            find . ! -type d -exec sh -c '
                to=$0/$1
                [ ! -e "$to" ] || to=$to.before
                mv -- "$1" "$to"' "$program" {} \;)
    fi
    clear_aside
}

has() { printf '%s\n' "$1" | grep -Fqx -e "$2"; }

update_caches() { # share
    if command -v update-mime-database >/dev/null 2>&1 && [ -d "$1/mime/packages" ]; then
        update-mime-database "$1/mime" >/dev/null 2>&1 || say "the list of file types could not be renewed"
    fi
    if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$1/applications" ]; then
        update-desktop-database "$1/applications" >/dev/null 2>&1 || say "the list of programs could not be renewed"
    fi
}

# What the system makes of our files goes where nobody else has any.
remove_caches() { # share, what the record says
    if [ -d "$1/mime" ] && has "$2" "folder $1/mime/packages" &&
        ! find "$1/mime/packages" -type f | grep -q .; then
        for each in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version \
            XMLnamespaces; do
            rm -f -- "$1/mime/$each"
        done
    fi
    if has "$2" "folder $1/applications" && ! find "$1/applications" -name '*.desktop' | grep -q .; then
        rm -f -- "$1/applications/mimeinfo.cache"
    fi
}

take_away() {
    was=$(cat -- "$record")
    root=$(said program "$was")
    [ "$(cd -P -- "$root" 2>/dev/null && pwd)" = "$(cd -P -- "$program" && pwd)" ] ||
        fail "$program was moved after it had been installed as $root; nothing was removed"
    share=$(said share "$was")
    erase_files "$was" || fail "not everything could be removed from $prefix; run this again when it can be written to"
    rm -f -- "$record"
    update_caches "$share"
    remove_caches "$share" "$was"
    # Whatever packs of types have left for ours.
    rm -f -- "$share/mime/application/x-@NAME@.xml"
    rmdir -- "$share/mime/application" 2>/dev/null || :
    erase_folders "$was"
}

warn_of_missing() { # libraries that only the system can bring
    known=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) || return 0
    lacking=''
    while read -r name; do
        case $known in
            *"	$name (libc6,x86-64"*) ;;
            *) lacking="$lacking, $name" ;;
        esac
    done <"$here/libraries"
    [ -z "$lacking" ] ||
        printf '%s\n' "install.sh: this system lacks ${lacking#, }; until it has them, @NAME@ may not start or open no window" >&2
}

# What a run that was cut off has left.
settled=''
if [ -f "$record" ]; then
    [ ! -d "$aside" ] || finish
elif [ -f "$making" ] || [ -d "$aside" ]; then
    roll_back
    settled=yes
fi

if [ -n "$remove" ]; then
    if [ -f "$record" ]; then
        take_away
    elif [ -z "$settled" ]; then
        fail "$program was not installed by this script, or is not there; nothing was removed"
    fi
    say "@NAME@ is gone from $prefix; your packs and settings are where they were"
    exit 0
fi

# Before anything is written: can it run here?
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "this package is for Linux on x86-64, and this is $(uname -s) on $(uname -m)"
glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || fail "this system has no glibc, which @NAME@ needs"
glibc=${glibc#* }
oldest=$(printf '%s\n' @GLIBC@ "$glibc" | sort -t. -k1,1n -k2,2n | head -n 1)
[ "$oldest" = @GLIBC@ ] || fail "this system has glibc $glibc; @NAME@ needs @GLIBC@, such as Ubuntu 22.04 and Debian 12 have"

# And is its place free?
[ -d "$here/lib/@NAME@" ] || fail "install.sh must stay in the folder that was unpacked"
[ -f "$record" ] || ! is_there "$program" ||
    fail "$program is there, and not from this script; move it away or choose another --prefix"
! is_there "$aside" || fail "$aside is in the way; move it away or choose another --prefix"
for name in @NAME@ @WINDOW@; do
    ! is_there "$prefix/bin/$name" || is_our_link "$prefix/bin/$name" ||
        fail "$prefix/bin/$name is there, and not from this script (from pip or pipx?); remove it or choose another --prefix"
done

writing=yes
upgrade=''
leave() {
    status=$?
    trap '' HUP INT PIPE TERM
    [ -n "$writing" ] || exit "$status"
    set +e
    roll_back
    if is_there "$aside" || is_there "$making"; then
        left="not all of what was written could be taken away; run install.sh again"
    elif [ -n "$upgrade" ]; then
        left="the version that was there before is as it was"
    else
        left="nothing of it was left behind"
    fi
    printf '%s\n' "install.sh: ${words:+${words%%
*}; }@NAME@ was not installed, and $left" >&2
    exit "$status"
}
trap leave EXIT
trap 'words=interrupted; exit 129' HUP
trap 'words=interrupted; exit 130' INT
trap 'words=interrupted; exit 141' PIPE
trap 'words=interrupted; exit 143' TERM

say "installing into $prefix"
cd -- "$here"
list=$(find lib share \( -type f -o -type l \) | LC_ALL=C sort)
if [ -f "$record" ]; then
    upgrade=yes
    was=$(cat -- "$record")
    root=$(said program "$was")
    before=$(said share "$was")
    try mkdir -- "$aside"
    try mv -- "$program" "$aside/program"
    while IFS= read -r line; do
        path=${line#* }
        case $line in
            "file $root/"* | "folder $root" | "folder $root/"*) ;;
            folder\ *) [ ! -d "$path" ] || note "$line" ;;
            file\ *) set_aside "$path" ;;
            link\ *) ! is_our_link "$path" || set_aside "$path" ;;
        esac
    done <<END
$was
END
fi

make_folder "$program"
{ printf 'program %s\nshare %s\n%s' "$program" "$share" "$pending" >"$making"; } 2>/dev/null ||
    { words="$making cannot be written"; exit 1; }
entry=share/applications/@ID@.desktop
while IFS= read -r path; do
    case $path in
        "$entry") ;;
        lib/*) put "$path" "$prefix/$path" ;;
        *) put "$path" "$share/${path#share/}" ;;
    esac
done <<END
$list
END

# The entry names the full path, since menus do not look into ~/.local/bin; quoted as its specification wants it.
window=$(printf '%s' "$program/@WINDOW@" | LC_ALL=C sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
text=$(
    while IFS= read -r line; do
        case $line in
            Exec=*) printf 'Exec="%s" %%F\n' "$window" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$entry"
)
ready file "$share/${entry#share/}"
{ printf '%s\n' "$text" >"$share/${entry#share/}"; } 2>/dev/null ||
    { words="$share/${entry#share/} cannot be written"; exit 1; }

for name in @NAME@ @WINDOW@; do
    ready link "$prefix/bin/$name"
    try ln -s "../lib/@NAME@/$name" "$prefix/bin/$name"
done
put install.sh "$program/install.sh"
try mv -- "$making" "$record"
writing=''

[ -z "$upgrade" ] || [ "$before" = "$share" ] || update_caches "$before"
finish
update_caches "$share"
warn_of_missing
quoted=$(printf '%s' "$program/install.sh" | LC_ALL=C sed "s/'/'\\\\''/g")
say "done: @NAME@ is in your menu of programs; to remove it: sh '$quoted' --remove"
case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) say "the command is $prefix/bin/@NAME@; that folder is not in PATH yet" ;;
esac
