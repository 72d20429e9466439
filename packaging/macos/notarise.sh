#!/usr/bin/env bash
# Signs a disk image, has Apple examine it, and fastens what Apple says to it, so that it opens without a question, and
# without a network. On macOS, with Xcode 14 or newer. The program inside is signed already: see briefpack.spec.
#
#   packaging/macos/notarise.sh dist/briefpack-VERSION-macos-arm64.dmg
#
# Needs in the environment
#   BRIEFPACK_MACOS_IDENTITY   "Developer ID Application: …", in a keychain that is open
#   BRIEFPACK_NOTARY_KEY       a file with a key of App Store Connect (.p8)
#   BRIEFPACK_NOTARY_KEY_ID    its id
#   BRIEFPACK_NOTARY_ISSUER    the id of who issued it
set -euo pipefail

fail() { printf 'notarise: %s\n' "$*" >&2; exit 1; }

[ "$(uname)" = Darwin ] || fail "this needs macOS"
[ "$#" -eq 1 ] || fail "name one disk image"
[ -f "$1" ] || fail "there is no $1"
for name in BRIEFPACK_MACOS_IDENTITY BRIEFPACK_NOTARY_KEY BRIEFPACK_NOTARY_KEY_ID BRIEFPACK_NOTARY_ISSUER; do
    [ -n "${!name:-}" ] || fail "$name is not set; see the head of this file"
done
image=$1

codesign --sign "$BRIEFPACK_MACOS_IDENTITY" --timestamp "$image"
xcrun notarytool submit "$image" --wait \
    --key "$BRIEFPACK_NOTARY_KEY" --key-id "$BRIEFPACK_NOTARY_KEY_ID" --issuer "$BRIEFPACK_NOTARY_ISSUER"
xcrun stapler staple "$image"
xcrun stapler validate "$image"
spctl --assess --type open --context context:primary-signature --verbose=2 "$image"
