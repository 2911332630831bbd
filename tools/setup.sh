# Sourced by ./try and ./check: packages, build steps, timings. Needs bash 5, nothing else.

started=$EPOCHREALTIME
step_names=() step_times=() step_results=()

# Milliseconds between two values of EPOCHREALTIME, whatever the locale's decimal mark is.
elapsed_ms() { echo $(((${2//[.,]/} - ${1//[.,]/}) / 1000)); }
seconds_of() { printf '%d.%01d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }

stop() {
  printf '\n%s: %s\n' "$(basename "$0")" "$1" >&2
  exit "${2:-3}"
}

# step NAME COMMAND…: runs it, keeps its time and result, and returns its status.
step() {
  local name=$1 begin=$EPOCHREALTIME status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  local ms
  ms=$(elapsed_ms "$begin" "$EPOCHREALTIME")
  step_names+=("$name") step_times+=("$ms") step_results+=("$status")
  printf -- '-- %s: %s\n' "$name" "$(seconds_of "$ms")"
  return "$status"
}

print_steps() {
  local i
  for i in "${!step_names[@]}"; do
    printf '  %-6s %-40s %10s\n' "$([ "${step_results[$i]}" = 0 ] && echo ok || echo FAILED)" \
      "${step_names[$i]}" "$(seconds_of "${step_times[$i]}")"
  done
  i=$(elapsed_ms "$started" "$EPOCHREALTIME")
  printf '  %-6s %-40s %10s\n' "" "in all" "$(seconds_of "$i")"
}

# What the build needs; a development machine needs more (check).
build_packages=(g++ cmake ninja-build ccache libicu-dev libssl-dev zlib1g-dev nlohmann-json3-dev
  libcurl4-openssl-dev libpq-dev libsqlite3-dev libtomlplusplus-dev libcli11-dev libgtest-dev
  libz3-dev libexpat1-dev libpango1.0-dev libcairo2-dev pkgconf ca-certificates)

package_installed() {
  local state
  state=$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) && [ "$state" = installed ]
}

# need_packages NAME…: installs those that are missing; asks no network when none is.
need_packages() {
  local missing=() name as_root=()
  if [ "${LICET_SKIP_PACKAGES:-}" = 1 ]; then
    echo "packages are not looked at (LICET_SKIP_PACKAGES=1)"
    return 0
  fi
  command -v dpkg-query >/dev/null ||
    stop "no dpkg here: install the equivalents of '$*', then run LICET_SKIP_PACKAGES=1 $0"
  for name in "$@"; do package_installed "$name" || missing+=("$name"); done
  if [ ${#missing[@]} = 0 ]; then
    echo "all $# packages are installed"
    return 0
  fi
  echo "installing: ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      stop "no right to install: let an administrator run 'apt-get install ${missing[*]}'"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq ||
    stop "the package index cannot be fetched: check the network, then run $0 again"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" ||
    stop "packages could not be installed: mend what apt-get says above, then run $0 again"
}

# build PRESET TARGET…: configures once, then builds; ninja sees changed CMake files by itself.
build() {
  local preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" || stop "the build cannot be configured: read the CMake message above"
  fi
  cmake --build --preset "$preset" --target "$@"
}
