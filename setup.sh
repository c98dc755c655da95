#!/usr/bin/env bash
# What the Makefile asks of the machine itself: a virtual environment and, for tests, two services.
set -euo pipefail

apt_install() { # as root, or through sudo when it asks for no password
  local root=(env DEBIAN_FRONTEND=noninteractive)
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || return 1
    root=(sudo -n "${root[@]}")
  fi
  local get=("${root[@]}" apt-get -qq)
  "${get[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
  "${get[@]}" update && "${get[@]}" install -y --no-install-recommends "$@" >/dev/null
}

stop() {
  echo "setup: $1" >&2
  exit 2
}

venv() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "install Python 3.11"
  "$1" -m venv .venv 2>/dev/null && return
  apt_install python3.11-venv || apt_install python3-venv || stop "install python3-venv, then try again"
  "$1" -m venv --clear .venv
}

services() {
  .venv/bin/python -m tests.postgres --found ||
    { apt_install postgresql && .venv/bin/python -m tests.postgres --found; } ||
    VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv pip install --quiet --require-hashes -r requirements/postgres.txt
  command -v chromium chromium-browser google-chrome >/dev/null || apt_install chromium ||
    stop "install Chromium (Debian: apt install chromium); the browser journeys need it"
  # the walks sign in through it by SAML, and say that they were left out where it cannot be had;
  # php-cgi keeps apt from bringing a web server along
  [ -d /usr/share/simplesamlphp ] || apt_install simplesamlphp php-cgi php-cli php-xml php-mbstring ||
    echo "setup: no SimpleSAMLphp; the walks of SAML are left out" >&2
}

"$@"
