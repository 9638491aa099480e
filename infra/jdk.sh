# shellcheck shell=bash
# Sourced by the commands beside it. The default java is often an older one, so a JDK 25 is looked for.

# Prints the feature version of the JDK in a directory, nothing if there is none with a compiler.
jdk_version() {
  [[ -x "$1/bin/javac" ]] || return 0
  local line
  if [[ -r "$1/release" ]]; then
    line=$(grep '^JAVA_VERSION=' "$1/release" || true)
  else
    line=$("$1/bin/java" -version 2>&1 | head -n 1)
  fi
  [[ "$line" =~ \"([0-9]+) ]] && echo "${BASH_REMATCH[1]}"
  return 0
}

jdk_candidates() {
  [[ -n "${JAVA_HOME:-}" ]] && echo "$JAVA_HOME"
  local java
  java=$(command -v java || true)
  [[ -n "$java" ]] && dirname "$(dirname "$(readlink -f "$java")")"
  local directory
  for directory in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/*jdk* /opt/*jdk* \
    /opt/java /opt/java/* /opt/jdk/* "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
    "${HOME:-/}"/.asdf/installs/java/* "${HOME:-/}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [[ -d "$directory" ]] && echo "$directory"
  done
  return 0
}

# Sets JAVA_HOME to a JDK 25, or to a newer one where there is no 25; says what to install where there is neither.
use_jdk() {
  local directory version newer=
  while read -r directory; do
    version=$(jdk_version "$directory")
    if [[ "$version" == 25 ]]; then
      newer=$directory
      break
    elif [[ -n "$version" && "$version" -gt 25 && -z "$newer" ]]; then
      newer=$directory
    fi
  done < <(jdk_candidates)
  if [[ -z "$newer" ]]; then
    echo "Trust Ledger needs a JDK 25, and none was found: install one (such as Eclipse Temurin 25) and set JAVA_HOME to it." >&2
    exit 1
  fi
  export JAVA_HOME=$newer
}

# Prints the Maven to build the repository in $1 with, or says what to install.
find_maven() {
  if [[ -x "$1/mvnw" ]]; then
    echo "$1/mvnw"
  elif command -v mvn; then
    return
  else
    echo "Trust Ledger is built with Maven 3.8.6 or newer, and no mvn was found on the path: install it." >&2
    exit 1
  fi
}

# Old Mavens call what new JDKs warn of.
export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
