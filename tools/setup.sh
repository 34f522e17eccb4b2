# Shared by ./run and ./test: installs what is missing, builds, says what it does. Source it; it defines functions only.

# So that a second clone finds what the first one compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_COMPILERCHECK=content

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || die "These need root and there is no sudo here: $*"
  sudo "$@"
}

# Asks before sudo when a person sits at the terminal; without one, needs YIWANG_YES=1.
may_install() {
  [ "$(id -u)" = 0 ] && return 0
  [ "${YIWANG_YES:-}" = 1 ] && return 0
  [ -t 0 ] || return 1
  printf 'Install these Debian packages with sudo? %s [y/N] ' "$*" >&2
  read -r answer
  [ "$answer" = y ] || [ "$answer" = Y ]
}

install_packages() {
  command -v dpkg-query >/dev/null || die "This set-up knows Debian 12 only. Install what packages.txt names and run cmake --preset release yourself."
  missing=
  for package in $(cat packages.txt); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  # A newer Node.js from elsewhere brings its own npm; Debian's is only taken when there is none.
  command -v node >/dev/null || missing="$missing nodejs"
  command -v npm >/dev/null || missing="$missing npm"
  [ -z "$missing" ] && return 0
  may_install $missing || die "Missing packages:$missing
Install them, or run again with YIWANG_YES=1 to let this script do it."
  say "Installing$missing"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >build/install.log 2>&1 || { tail -20 build/install.log >&2; die "apt-get failed; the whole log is build/install.log"; }
}

build_engine() { # preset, targets...
  preset=$1; shift
  [ -f "build/$preset/build.ninja" ] || { say "Configuring build/$preset"; cmake --preset "$preset" >"build/configure-$preset.log" 2>&1 || { tail -30 "build/configure-$preset.log" >&2; die "cmake failed"; }; }
  say "Building build/$preset ($*)"
  NINJA_STATUS='[%f/%t %es] ' cmake --build "build/$preset" --parallel "$(nproc)" --target "$@" >&2
}

build_web() {
  if [ ! -f web/node_modules/.yiwang-lock ] || ! cmp -s web/package-lock.json web/node_modules/.yiwang-lock; then
    say "Installing the front end's packages"
    (cd web && npm ci --no-audit --no-fund --loglevel=error) >build/npm.log 2>&1 || { tail -20 build/npm.log >&2; die "npm failed; the whole log is build/npm.log"; }
    cp web/package-lock.json web/node_modules/.yiwang-lock
  fi
  if [ ! -f web/dist/index.html ] || [ -n "$(find web/src web/index.html web/package-lock.json web/vite.config.ts contract/openapi.yaml -newer web/dist/index.html 2>/dev/null | head -1)" ]; then
    say "Building the front end"
    (cd web && npm run --silent build) >build/web.log 2>&1 || { tail -30 build/web.log >&2; die "the front end does not build; the whole log is build/web.log"; }
  fi
}
