# Where bin/mysql gets its servers from: MySQL 9.7, or MariaDB 10.11. Sourced by it, never run.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154  # set here for bin/mysql, or by it before sourcing

# Each product with its version, its program in Debian's package, and the suite that has that.
use_mysql() {
    product='MySQL 9.7' release=mysql-9.7 program=usr/sbin/mysqld image=mysql:9.7
    suite=sid package='mysql-server-core=9.7.*' size='60 MB' versions='9\.7\.[^ ]*'
}

use_mysql_client() {
    product='the client of MySQL 9.7' release=mysql-client-9.7 program=usr/bin/mysql
    suite=sid package='mysql-client-core=9.7.*' size='15 MB' versions='9\.7\.[^ ]*'
}

use_mariadb() {
    product='MariaDB 10.11' release=mariadb-10.11 program=usr/sbin/mariadbd image=mariadb:10.11
    suite=bookworm package='mariadb-server-core=1:10.11.*' size='15 MB' versions='10\.11\.[^ ]*'
}

# Sets mysqld to the command to run; false when only Docker is left.
find_mysqld() { find_program && mysqld=$found; }

# The same for any product, setting found.
find_program() {
    cache=${GATEHOUSE_CACHE:-${XDG_CACHE_HOME:-${HOME:?is not set, nor is GATEHOUSE_CACHE}/.cache}/gatehouse}
    mkdir -p -- "$cache" && cache=$(CDPATH='' cd -- "$cache" && pwd) || return 1
    found=$cache/$release/${program##*/} part=$cache/$release.part
    [ ! -x "$found" ] || return 0
    # An installed MariaDB has its scripts of system tables elsewhere than initialize looks for them.
    [ "$image" = mariadb:10.11 ] || ! installed=$(command -v "${program##*/}") || ! version_of "$installed" >/dev/null || {
        found=$installed
        return
    }
    fetch
}

# Prints the version of the program that the arguments run; false unless it is the one we want.
version_of() { "$@" --no-defaults --version 2>/dev/null | sed -n "s/.* Ver \($versions\) .*/\1/p" | grep .; }

debian_keys=/usr/share/keyrings/debian-archive-keyring.gpg

# Debian's packages, unpacked into a folder of their own with every library they need, the C
# library included. The folder gets its name when it is complete.
fetch() (
    command -v apt-get >/dev/null && command -v dpkg >/dev/null && [ -r "$debian_keys" ] || exit 1
    lock "$cache/$release.lock"
    [ ! -x "$found" ] || exit 0
    say "fetching $product from Debian's packages ($size, once) into $cache"
    # The mirrors this machine uses already, in whatever format its lists are.
    for mirror in $(apt-get --print-uris update | sed -n "s|^'\(.*\)/dists/[a-z]*/main/binary-.*|\1|p" | sort -u); do
        rm -rf -- "$part"
        download "$mirror" >&2 && unpack && mv -T -- "$part" "$cache/$release" && exit 0
    done
    rm -rf -- "$part"
    say "could not get it from any Debian mirror that /etc/apt names"
    exit 1
)

# Apt at work in private folders: needs no root, and neither reads nor changes what is installed.
download() {
    apt=$part/apt
    mkdir -p -- "$apt/lists/partial" "$apt/archives/partial" && : >"$apt/status" || return 1
    echo "deb [arch=$(dpkg --print-architecture) signed-by=$debian_keys target=Packages] $1 $suite main" >"$apt/sources"
    cat >"$apt/conf" <<END
#clear APT::Update;
Dir { State "$apt"; State::Lists "$apt/lists"; State::status "$apt/status"; Cache "$apt"; };
Dir::Etc { SourceList "$apt/sources"; SourceParts "/dev/null"; Preferences "/dev/null"; PreferencesParts "/dev/null"; };
APT { Sandbox::User ""; Default-Release ""; Install-Recommends "false"; Update::Error-Mode "any"; };
Debug::NoLocking "true";
END
    apt-get -qq -c "$apt/conf" update &&
        apt-get -qq -c "$apt/conf" install --yes --download-only "$package"
}

unpack() {
    for package in "$part"/apt/archives/*.deb; do dpkg -x "$package" "$part" || return 1; done
    cat >"$part/${program##*/}" <<END
#!/bin/sh
# The program with the C library it was built for, whatever this machine has.
here=\$(dirname -- "\$(readlink -f -- "\$0")")
for loader in "\$here"/usr/lib/*/ld-*.so.* "\$here"/lib/*/ld-*.so.*; do [ ! -e "\$loader" ] || break; done
libraries=\${loader%/*}
exec "\$loader" --library-path "\$libraries:\$here/usr/lib/\${libraries##*/}" "\$here/$program" "\$@"
END
    chmod +x "$part/${program##*/}" && version_of "$part/${program##*/}" >/dev/null && rm -rf -- "$part/apt"
}

# Fills folder $1 with the files of an empty server, with the options that follow.
initialize() {
    datadir=$1
    shift
    if [ "$image" = mysql:9.7 ]; then
        "$mysqld" --no-defaults --initialize-insecure --datadir="$datadir" "$@"
        return
    fi
    # What mariadb-install-db does, without the client programs it wants.
    tables=${mysqld%/*}/usr/share/mysql
    mkdir -p -- "$datadir" && {
        printf 'CREATE DATABASE mysql;\nUSE mysql;\n'
        cat "$tables/mysql_system_tables.sql" "$tables/mysql_performance_tables.sql" "$tables/mysql_system_tables_data.sql"
    } | "$mysqld" --no-defaults --bootstrap --datadir="$datadir" "$@"
}
