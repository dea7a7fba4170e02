# What every command in bin/ shares. Sourced, never run:
#
#     bin=$(dirname -- "$(readlink -f -- "$0")")   # the real folder, even when called through a symlink
#     . "$bin/lib/common.sh"
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154  # these are set here for the commands, or by them before sourcing

root=$(dirname -- "$bin")     # the project
run_dir=$root/.gatehouse      # what commands keep between runs: trial users, test servers

# Messages go to stderr: stdout belongs to results that scripts read.
say() { printf '%s\n' "$*" >&2; }
fail() { say "${0##*/}: $*"; exit 1; }
misuse() { say "${0##*/}: $*; see $0 --help"; exit 2; }

# Holds lock file $1 until this (sub)shell ends, however it ends: the kernel lets go of it, so it
# cannot go stale. A child that stays behind must be started with 9>&-, or it holds on to it.
# Where there is no flock (macOS), two commands at once are not guarded from each other.
lock() {
    exec 9>"$1"
    ! command -v flock >/dev/null || flock -w 600 9 || fail "another ${0##*/} has held $1 for ten minutes"
}

# Exports JAVA_HOME, the first JDK 25 among JAVA_HOME, the path and the usual install folders.
find_jdk25() {
    for jdk in \
        "${JAVA_HOME:-}" "$(home_of_tool java)" "$(home_of_tool javac)" \
        /usr/lib/jvm/* /opt/*jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*
    do
        if is_jdk25 "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return
        fi
    done
    fail "this needs a JDK 25, and none was found. Install one:
  Debian, Ubuntu   apt-get install openjdk-25-jdk   (or temurin-25-jdk, from Adoptium's repository)
  Fedora           dnf install java-25-openjdk-devel
  macOS            brew install --cask temurin@25
or unpack one anywhere and point JAVA_HOME at it."
}

# The folder that tool $1 on the path was installed in; empty when it is not on the path.
home_of_tool() {
    tool=$(command -v "$1") || return 0
    dirname -- "$(dirname -- "$(readlink -f -- "$tool")")"
}

is_jdk25() {
    # bin/javac alone does not make a JDK: macOS has placeholders of that name in /usr/bin.
    [ -x "$1/bin/javac" ] && [ -f "$1/lib/modules" ] || return 1
    if [ -f "$1/release" ]; then
        grep -q '^JAVA_VERSION="25[".]' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | grep -q ' version "25[".]'
    fi
}

# Sees to it that tests find a Chromium: the one that GATEHOUSE_TEST_CHROMIUM names, one on the path,
# or one that apt-get installs now, with a font for Chinese, if this account may do that.
need_chromium() {
    [ -z "${GATEHOUSE_TEST_CHROMIUM:-}" ] || return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        ! command -v "$name" >/dev/null || return 0
    done
    if as_root=$(way_to_root) && command -v apt-get >/dev/null; then
        say "installing Chromium with apt-get, for the tests of the sign-in page"
        # A machine that was just set up may have no lists of packages yet.
        apt_install chromium fonts-wqy-microhei || { $as_root apt-get update -q >&2 &&
            apt_install chromium fonts-wqy-microhei; } || no_chromium
    else
        no_chromium
    fi
}

# The same with nginx; the distribution's often lies outside the path of an ordinary account.
need_nginx() {
    [ -z "${GATEHOUSE_TEST_NGINX:-}" ] || return 0
    for name in nginx /usr/sbin/nginx /usr/local/sbin/nginx; do
        if GATEHOUSE_TEST_NGINX=$(command -v "$name"); then
            export GATEHOUSE_TEST_NGINX
            return
        fi
    done
    unset GATEHOUSE_TEST_NGINX
    if as_root=$(way_to_root) && command -v apt-get >/dev/null; then
        say "installing nginx with apt-get, for the test of a rolling restart"
        apt_install nginx-light || { $as_root apt-get update -q >&2 && apt_install nginx-light; } || no_nginx
        GATEHOUSE_TEST_NGINX=/usr/sbin/nginx
        export GATEHOUSE_TEST_NGINX
    else
        no_nginx
    fi
}

no_nginx() {
    fail "the test of a rolling restart needs nginx, and none was found. Install it:
  Debian, Ubuntu   apt-get install nginx-light
  Fedora           dnf install nginx
  macOS            brew install nginx
or set GATEHOUSE_TEST_NGINX to one, or leave out what needs MySQL, and this with it, with --without-mysql."
}

# Sees to it that tests find ShellCheck: on the path, or installed now with apt-get if this account may do that.
need_shellcheck() {
    ! command -v shellcheck >/dev/null || return 0
    if as_root=$(way_to_root) && command -v apt-get >/dev/null; then
        say "installing ShellCheck with apt-get, for the test of the scripts"
        ! { apt_install shellcheck || { $as_root apt-get update -q >&2 && apt_install shellcheck; }; } || return 0
    fi
    fail "the test of the shell scripts needs ShellCheck, and it was not found. Install it:
  Debian, Ubuntu   apt-get install shellcheck
  Fedora           dnf install ShellCheck
  macOS            brew install shellcheck
or leave this test out with --without-shellcheck."
}

apt_install() {
    # shellcheck disable=SC2086  # nothing, or a command with its option
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

# Prints what a command needs before it to run as root, which is nothing for root; fails if there is no way.
way_to_root() {
    if [ "$(id -u)" = 0 ]; then
        return
    fi
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && echo "sudo -n"
}

no_chromium() {
    fail "the tests of the sign-in page need a Chromium, and none was found. Install it:
  Debian           apt-get install chromium fonts-wqy-microhei
  Fedora           dnf install chromium wqy-microhei-fonts
  macOS            brew install --cask google-chrome, and set GATEHOUSE_TEST_CHROMIUM to
                   '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
or set GATEHOUSE_TEST_CHROMIUM to one, or leave these tests out with --without-browser."
}

# Runs Maven on the JDK 25 that find_jdk25 found, for the project or for $pom; on an older one the formatter could not run.
maven() {
    command -v mvn >/dev/null || fail "this needs Maven 3.8.7 or newer, and there is none on the path. Install it:
  Debian, Ubuntu   apt-get install maven
  Fedora           dnf install maven
  macOS            brew install maven"
    # What Maven's own libraries do would otherwise be warned of at each start.
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
        mvn --batch-mode --no-transfer-progress -f "${pom:-$root/pom.xml}" "$@"
}
