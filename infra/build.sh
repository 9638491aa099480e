# shellcheck shell=bash
# Sourced by the commands that run what is built: builds first what is not.

# By a stamp, because reproducible artifacts all bear the same time.
is_built() {
  local repository=$1 module
  shift
  [[ -e "$repository/target/built" ]] || return 1
  for module in "$@"; do
    compgen -G "$repository/$module/target/${module##*/}-*.jar" >/dev/null || return 1
  done
  [[ -z $(find "$repository" \( -name target -o -name data -o -name .git -o -path '*/src/test' \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$repository/target/built" -print -quit) ]]
}

# build_if_needed REPOSITORY MODULE…: all of it, unless the artifacts of these modules are there and as new as the code.
build_if_needed() {
  is_built "$@" && return
  local repository=$1 maven
  maven=$(find_maven "$repository")
  echo "Building with $("$JAVA_HOME/bin/java" -version 2>&1 | head -n 1), which takes a minute or two." >&2
  mkdir -p "$repository/target"
  touch "$repository/target/building"
  if ! (cd "$repository" && "$maven" -q -B -Dstyle.color=never -DskipTests package); then
    echo "Trust Ledger could not be built; the lines above say why." >&2
    exit 1
  fi
  mv "$repository/target/building" "$repository/target/built"
}
