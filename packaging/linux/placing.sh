# What puts files where the system looks, with a record of them ($made, then $record), and takes them away again.
# It is filled into install.sh of the archive and of the wheelhouse; $share is the folder of the user's own data.

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
