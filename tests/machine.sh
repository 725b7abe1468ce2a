#!/usr/bin/env bash
# What the tests need beside Python and Node: browsers, recorded voices, a database server.
# Installs what is missing where it may (Debian, as root); else says what to install, and fails.
set -euo pipefail

declare -A wanted=(
  [chromium]=/usr/bin/chromium
  [firefox-esr]=/usr/bin/firefox-esr
  [flite]=/usr/bin/flite
  [sox]=/usr/bin/sox
  [ffmpeg]=/usr/bin/ffmpeg
  [postgresql-15]=/usr/lib/postgresql/15/bin/postgres
)
missing=()
for package in "${!wanted[@]}"; do
  [ -e "${wanted[$package]}" ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "== Installing for the tests: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
else
  echo "The tests need: ${missing[*]}"
  echo "On Debian 12: sudo apt-get install ${missing[*]}"
  exit 1
fi
