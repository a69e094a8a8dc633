#!/bin/sh
# Chromium, for the tests that look at the pages in a real browser, where it can be had without asking anybody: from
# Debian's own archive, by root. It never fails and takes a minute at most: without it these tests are skipped.
# What was downloaded when the time was over is kept by apt, so that another try goes on from there.

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

without() {
    echo "no Chromium: tests in a browser are skipped ($1)"
    exit 0
}

command -v apt-get >/dev/null 2>&1 || without "there is no apt-get; install Chromium by hand"
command -v timeout >/dev/null 2>&1 || without "there is no timeout; install Chromium by hand"
[ "$(id -u)" = 0 ] || without "only root can install it: apt-get install chromium"

quick="-o Acquire::Retries=0 -o Acquire::http::Timeout=5 -o Acquire::https::Timeout=5"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
timeout 15 apt-get $quick update >/dev/null 2>&1
# shellcheck disable=SC2086
timeout 35 apt-get $quick install --yes --no-install-recommends --download-only chromium >/dev/null 2>&1 ||
    without "it could not be downloaded in time: apt-get install chromium"
apt-get install --yes --no-install-recommends --no-download chromium >/dev/null 2>&1 ||
    without "it could not be installed: apt-get install chromium"
