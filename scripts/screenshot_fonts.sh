#!/usr/bin/env bash
# Fetches the fonts for the pictures in docs/ into build/fonts and prints a fontconfig file that names them, so that
# the pictures look as on a usual desktop: scripts/screenshot_fonts.sh. Nothing is installed. Without Debian's
# packages at hand it prints nothing, and the pictures take the machine's own fonts.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

fonts=build/fonts
packages="fonts-sil-charis fonts-noto-core fonts-noto-cjk"
conf=$PWD/$fonts/fonts.conf

if [ ! -f "$conf" ]; then
  if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    say "no apt-get here: the pictures take this machine's own fonts."
    exit 0
  fi
  mkdir -p "$fonts/packages" "$fonts/files"
  # shellcheck disable=SC2086
  if ! (cd "$fonts/packages" && apt-get download -q $packages >fetch.log 2>&1); then
    say "the fonts could not be fetched: the pictures take this machine's own fonts."
    exit 0
  fi
  for package in "$fonts"/packages/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$fonts/files" ./usr/share/fonts
  done
  cat >"$conf" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$PWD/$fonts/files/usr/share/fonts</dir>
  <cachedir>$PWD/$fonts/cache</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family"><string>system-ui</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Noto Sans</string></edit>
  </match>
</fontconfig>
XML
fi
echo "$conf"
