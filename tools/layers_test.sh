#!/usr/bin/env bash
# Proves the wall between modules: with this tree's cmake/ and a tiny set of modules, a wrong
# include does not compile, a wrong DEPENDS and one not yet defined do not configure; the unmodified
# set builds (control).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# module NAME DEPENDS…: one header and one source that includes the headers it may.
module() {
  local name=$1 depends="${*:2}" d folder
  folder=$work/tree/src/$name
  mkdir -p "$folder/include/licet/$name"
  printf '#pragma once\nnamespace licet { int %s_answer(); }\n' "$name" \
    >"$folder/include/licet/$name/answer.h"
  {
    printf '#include "licet/%s/answer.h"\n' "$name" $depends
    printf 'namespace licet { int %s_answer() { return 1; } }\n' "$name"
  } >"$folder/$name.cc"
  printf 'licet_module(%s SOURCES %s.cc %s)\n' "$name" "$name" "${depends:+DEPENDS $depends}" \
    >"$folder/CMakeLists.txt"
  echo "add_subdirectory(src/$name)" >>"$work/tree/CMakeLists.txt"
}

fresh_tree() {
  rm -rf "$work/tree" "$work/build"
  mkdir -p "$work/tree"
  cp -R "$root/cmake" "$work/tree/cmake"
  cat >"$work/tree/CMakeLists.txt" <<'TEXT'
cmake_minimum_required(VERSION 3.25)
project(tiny LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
include(cmake/licet_module.cmake)
TEXT
  module base
  module snapshot base
  module match snapshot
  module law snapshot
  module licence base
  module decide match law licence
}

configure() { cmake -S "$work/tree" -B "$work/build" -G Ninja >"$work/log" 2>&1; }
compile() { cmake --build "$work/build" >"$work/log" 2>&1; }

report() {
  echo "$1: $2"
  [ "$1" = ok ] && return 0
  sed 's/^/    /' "$work/log" | tail -n 20
  failures=$((failures + 1))
}

# refused WHAT PATTERN COMMAND…: the command must fail, and its output must hold the pattern.
refused() {
  local what=$1 pattern=$2
  shift 2
  if "$@"; then
    report FAILED "$what was accepted"
  elif tr '\n' ' ' <"$work/log" | tr -s ' ' | grep -qE "$pattern"; then
    report ok "$what is refused"
  else
    report FAILED "$what fails, but not for the reason '$pattern'"
  fi
}

fresh_tree
if configure && compile; then
  report ok "the unmodified modules build (control)"
else
  report FAILED "the unmodified modules do not build"
fi

# The configured tree serves again: ninja rebuilds only law.
sed -i '1i #include "licet/decide/answer.h"' "$work/tree/src/law/law.cc"
refused "an include of decide in law" \
  'law\.cc.*fatal error: .?licet/decide/answer\.h.?(: No such file| file not found)' compile
sed -i '1s|decide|match|' "$work/tree/src/law/law.cc"
refused "an include of match in law" \
  'law\.cc.*fatal error: .?licet/match/answer\.h.?(: No such file| file not found)' compile
sed -i 1d "$work/tree/src/law/law.cc"
sed -i '2i #include "licet/law/answer.h"' "$work/tree/src/base/include/licet/base/answer.h"
refused "an include of law in a header of base" \
  'fatal error: .?licet/law/answer\.h.?(: No such file| file not found)' compile

fresh_tree
sed -i 's/DEPENDS snapshot/DEPENDS snapshot match/' "$work/tree/src/law/CMakeLists.txt"
refused "law naming match in DEPENDS" 'layer check: law may not depend on match' configure

fresh_tree
sed -i '/add_subdirectory(src\/licence)/d' "$work/tree/CMakeLists.txt"
refused "decide naming licence before it is defined" \
  'layer check: decide depends on licence, which is not below it' configure

fresh_tree
module helpers base
refused "a module that the table does not hold" \
  'layer check: helpers is not in cmake/layers.cmake' configure

[ "$failures" = 0 ] || { echo "$failures failed" && exit 1; }
