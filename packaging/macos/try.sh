#!/usr/bin/env bash
# Installs the program from a disk image as people do, tries it, opens a pack by its type, and removes it. On macOS.
#
#   packaging/macos/try.sh dist/briefpack-VERSION-macos-arm64.dmg
set -euo pipefail

fail() { printf 'try: %s\n' "$*" >&2; exit 1; }

[ "$(uname)" = Darwin ] || fail "this needs macOS"
[ "$#" -eq 1 ] || fail "name one disk image"
[ -f "$1" ] || fail "there is no $1"
image=$1
clone=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
volume=$work/volume
# A path with spaces and letters beyond ASCII, and a folder that nobody may write to.
place="$work/Programme für Ödön"
app="$place/briefpack.app"
register=/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister

tidy() {
    hdiutil detach -quiet "$volume" 2>/dev/null || true
    chmod -R u+w "$work"
    rm -rf "$work"
}
trap tidy EXIT

mkdir -p "$place" "$volume"
hdiutil attach -quiet -nobrowse -readonly -mountpoint "$volume" "$image"
ditto "$volume/briefpack.app" "$app"
hdiutil detach -quiet "$volume"
codesign --verify --deep --strict "$app"
plutil -lint "$app/Contents/Info.plist"
chmod -R a-w "$app"

"$app/Contents/MacOS/briefpack" --version
"$app/Contents/MacOS/briefpack" selftest --json
"$app/Contents/MacOS/briefpack" build "$clone/resources/samples/hrc-dialogue.briefpack" -o "$work/été.pdf"
[ -s "$work/été.pdf" ] || fail "no PDF was made"

"$register" -f "$app"
open -a "$app" "$clone/resources/samples/hrc-dialogue.briefpack"
for _ in $(seq 30); do
    process=$(pgrep -n -f "$app/Contents/MacOS/briefpack-gui" || true)
    [ -n "$process" ] && break
    sleep 1
done
[ -n "${process:-}" ] || fail "the window did not open"
kill "$process" # the one that this script opened
"$register" -u "$app"
echo "try: done"
