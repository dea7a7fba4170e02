# The commands 'cluster start|stop|status' of bin/mysql: three nodes, Group Replication with one
# primary, all on 127.0.0.1. Sourced by bin/mysql, never run.
#
# Node N lives in $cluster/nodeN and is, to the functions of bin/mysql, a server like any other.
# It listens on the N-th port after $base, and for its fellows ten ports further. Functions that
# make bin/mysql's variables those of a node run in a subshell of their own.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154  # shared with bin/mysql

nodes='1 2 3'

cluster_start() {
    lock "$cluster/lock"
    find_mysqld && find_client ||
        fail "a cluster needs MySQL 9.7 from Debian's packages, or a mysqld and a mysql 9.7 on the path; see '$0 --help'"
    version=$(version_of "$mysqld") || fail "$mysqld does not run here; delete its folder to fetch it again"
    say "MySQL $version, $mysqld"
    [ -d "$cluster/node1/db" ] && [ -d "$cluster/node2/db" ] && [ -d "$cluster/node3/db" ] || create_nodes
    if [ -f "$cluster/base" ]; then
        read -r base <"$cluster/base"
        start_nodes && form_group || fail "not complete; see the logs in $cluster"
        return
    fi
    # Whether ports are free is found out by taking them, as with a single server.
    for base in 3310 $((20000 + $$ % 10000)) $((10000 + $$ % 10000)); do
        if start_nodes && form_group; then echo "$base" >"$cluster/base"; return; fi
        stop_nodes
        grep -qs 'Address already in use\|Unable to bind\|Unable to announce' "$cluster"/node?/mysqld.log || break
        say "one of the ports $((base + 1)) to $((base + 13)) is taken"
    done
    fail "not started; see the logs in $cluster"
}

find_client() (
    use_mysql_client
    find_program && echo "$found" >"$cluster/client"
)

# The files of three empty servers, made once and copied; each draws its own identity (auto.cnf).
create_nodes() (
    mkdir -p -- "$cluster/template"
    in_node template
    data=$cluster/template log=$cluster/template/mysqld.log
    set -- --skip-log-bin --mysqlx=OFF
    [ "$(id -u)" -ne 0 ] || set -- "$@" --user=root
    create_files "$@"
    rm -f -- "$data/db/auto.cnf"
    for n in $nodes; do
        [ ! -d "$cluster/node$n/db" ] || continue
        rm -rf -- "$cluster/node$n" "$cluster/part"
        cp -R -- "$data" "$cluster/part" && mv -- "$cluster/part" "$cluster/node$n"
    done
    rm -rf -- "$data"
)

start_nodes() { for n in $nodes; do start_node "$n" || return 1; done; }

start_node() (
    in_node "$1"
    ! running || exit 0
    shift
    [ "$(id -u)" -ne 0 ] || set -- --user=root
    set -- --bind-address=127.0.0.1 --socket= --mysqlx=OFF --secure-file-priv=NULL "$@"
    [ ! -d "${mysqld%/*}/usr/lib/mysql/plugin" ] || set -- "$@" --plugin-dir="${mysqld%/*}/usr/lib/mysql/plugin"
    say "starting node $node on port $((base + node))"
    launch_mysqld $((base + node)) "$@" \
        --server-id="$node" --report-host=127.0.0.1 --log-bin=binlog --gtid-mode=ON --enforce-gtid-consistency=ON \
        --super-read-only=ON --plugin-load-add=group_replication.so \
        --loose-group-replication-group-name=67617465-686f-4573-a510-000000000001 \
        --loose-group-replication-local-address="127.0.0.1:$((base + 10 + node))" \
        --loose-group-replication-group-seeds="127.0.0.1:$((base + 11)),127.0.0.1:$((base + 12)),127.0.0.1:$((base + 13))" \
        --loose-group-replication-ip-allowlist=127.0.0.1/32 --loose-group-replication-start-on-boot=OFF \
        --loose-group-replication-recovery-get-public-key=ON --loose-group-replication-message-cache-size=134217728 \
        --loose-group-replication-member-expel-timeout=0
)

in_node() { node=$1 data=$cluster/node$1 log=$cluster/node$1/mysqld.log setup=set_up_node; }

# The init file of a node. What each node creates for itself stays out of its log of changes, or it
# would count as commits that the group does not know. A node is born read-only for the same reason:
# until it has joined, it would take writes that no other node ever sees.
set_up_node() {
    echo 'SET GLOBAL super_read_only = OFF;'
    echo 'SET SESSION sql_log_bin = OFF;'
    set_up_server
    for host in localhost 127.0.0.1; do
        echo "GRANT SELECT ON performance_schema.* TO gatehouse@'$host';"
        echo "CREATE USER IF NOT EXISTS operator@'$host' IDENTIFIED BY 'operator';"
        echo "GRANT SELECT, REPLICATION SLAVE, CONNECTION_ADMIN, BACKUP_ADMIN, SYSTEM_VARIABLES_ADMIN," \
            "GROUP_REPLICATION_STREAM, GROUP_REPLICATION_ADMIN ON *.* TO operator@'$host';"
    done
    echo 'SET GLOBAL super_read_only = ON;'
}

# Makes one group of the nodes that run. One that is down altogether begins with a node that has
# seen every commit, whichever was killed or stopped when.
form_group() {
    if ! some_node_is ONLINE; then
        first=$(most_advanced) || fail "the nodes have commits that the others lack, and none has them all; delete $cluster to begin anew"
        sql "$first" 'SET GLOBAL group_replication_bootstrap_group = ON;' && join "$first" || return 1
        sql "$first" 'SET GLOBAL group_replication_bootstrap_group = OFF;'
    fi
    for n in $nodes; do [ "$(state "$n")" = ONLINE ] || join "$n" || return 1; done
}

some_node_is() { for n in $nodes; do [ "$(state "$n")" != "$1" ] || return 0; done; return 1; }

# What node $1 says of its place in the group: ONLINE, RECOVERING, OFFLINE, ERROR; empty if it runs not.
state() {
    sql "$1" 'SELECT member_state FROM performance_schema.replication_group_members WHERE member_id IN (@@server_uuid, "");'
}

join() {
    say "node $1 joins the group"
    sql "$1" "STOP GROUP_REPLICATION; START GROUP_REPLICATION USER = 'operator', PASSWORD = 'operator';" || return 1
    polls=0
    until [ "$(state "$1")" = ONLINE ]; do
        [ $((polls += 1)) -le 300 ] || { say "node $1 is still not in the group after a minute"; return 1; }
        sleep 0.2
    done
}

# Prints the number of a node that has seen every commit that any of them has.
most_advanced() {
    # Executed, and received but not yet executed.
    commits="CONCAT_WS(',', @@GLOBAL.gtid_executed, NULLIF((SELECT received_transaction_set
        FROM performance_schema.replication_connection_status WHERE channel_name = 'group_replication_applier'), ''))"
    for n in $nodes; do
        ahead=yes
        for other in $nodes; do
            [ "$(sql "$n" "SELECT GTID_SUBSET('$(sql "$other" "SELECT $commits;")', $commits);")" = 1 ] || ahead=''
        done
        [ -z "$ahead" ] || { echo "$n"; return; }
    done
    return 1
}

# Runs statement $2 on node $1 and prints what it answers.
sql() {
    MYSQL_PWD=operator "$(cat "$cluster/client")" --no-defaults --protocol=TCP --host=127.0.0.1 --port=$((base + $1)) \
        --user=operator --connect-timeout=5 --batch --raw --skip-column-names --execute="$2" 2>>"$cluster/client.log"
}

stop_nodes() { for n in 3 2 1; do (in_node "$n" && ! running || halt) || return 1; done; }

cluster_stop() {
    [ ! -e "$cluster/lock" ] || lock "$cluster/lock"
    stop_nodes && say "stopped"
}

cluster_status() {
    read -r base 2>/dev/null <"$cluster/base" || base=0
    up=''
    for n in $nodes; do
        if (in_node "$n" && running); then up=yes; else say "node $n  not running"; continue; fi
        say "node $n  port $((base + n))  $(sql "$n" 'SELECT LOWER(CONCAT(member_state, "  ", member_role))
            FROM performance_schema.replication_group_members WHERE member_id IN (@@server_uuid, "");')"
    done
    [ -n "$up" ] || exit 3
}

cluster_url() {
    echo "jdbc:mysql://127.0.0.1:$((base + 1)),127.0.0.1:$((base + 2)),127.0.0.1:$((base + 3))/gatehouse?user=gatehouse&password=gatehouse"
}
