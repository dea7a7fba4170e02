package dev.gatehouse.adapter.persistence.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database says of the tables in it. */
record InformationSchema(JdbcClient jdbc) {

  /** Of a column without a default; one that is only updated by the server needs a value. */
  private static final Pattern GETS_VALUE = Pattern.compile("(?i)auto_increment|generated");

  /** The columns of the unique key that decides who owns an identity. */
  static final List<String> IDENTITY = List.of("login_method", "identification");

  boolean hasTables() {
    return exists("from information_schema.tables where table_type = ?", "BASE TABLE");
  }

  boolean hasTable(String table) {
    return exists("from information_schema.tables where table_name = ?", table);
  }

  /** Whether the name is that of a view, or of anything else that is no table. */
  boolean isView(String table) {
    return exists(
        "from information_schema.tables where table_type <> 'BASE TABLE' and table_name = ?",
        table);
  }

  /** The foreign keys of other tables onto the user's id, as in {@code orders.user_id}. */
  List<String> referencesToUser() {
    return jdbc.sql(
            """
            select concat(table_name, '.', column_name) as reference
              from information_schema.key_column_usage
             where table_schema = database() and referenced_table_schema = database()
               and referenced_table_name = 'user'
             order by 1
            """)
        .query((row, number) -> row.getString("reference"))
        .list();
  }

  /**
   * A unique key.
   *
   * @param columns in their order; one of which only the beginning counts ends with {@code *}
   */
  record UniqueKey(String table, String name, List<String> columns) {}

  /** The unique keys of some tables, without the primary ones. */
  List<UniqueKey> uniqueKeys(List<String> tables) {
    return jdbc.sql(
            """
            select table_name as table_of, index_name as name,
                   group_concat(concat(column_name, if(sub_part is null, '', '*'))
                                order by seq_in_index) as columns_of
              from information_schema.statistics
             where table_schema = database() and table_name in (:tables)
               and non_unique = 0 and index_name <> 'PRIMARY'
             group by table_name, index_name order by 1, 2
            """)
        .param("tables", tables)
        .query((row, number) ->
            new UniqueKey(
                row.getString("table_of"),
                row.getString("name"),
                List.of(row.getString("columns_of").split(",", -1))))
        .list();
  }

  /** Whether a key begins with the id; only such a column can count. */
  boolean hasKeyOnId(String table) {
    return exists(
        """
        from information_schema.statistics
         where table_schema = database() and seq_in_index = 1 and non_unique = 0
           and column_name = 'id' and table_name = ?
        """,
        table);
  }

  /** The triggers of some tables, as in {@code user: audit_user}. */
  List<String> triggers(List<String> tables) {
    return jdbc.sql(
            """
            select concat(event_object_table, ': ', trigger_name) as trigger_of
              from information_schema.triggers
             where trigger_schema = database() and event_object_table in (:tables) order by 1
            """)
        .param("tables", tables)
        .query((row, number) -> row.getString("trigger_of"))
        .list();
  }

  /** The columns of some tables, as in {@code user.name}. */
  Map<String, TableColumn> columns(List<String> tables) {
    Map<String, TableColumn> columns = new HashMap<>();
    jdbc.sql(
            """
            select table_name as table_of, column_name as name, data_type as type,
                   column_type as full_type, is_nullable as nullable, extra as extra,
                   column_default is null as no_default,
                   coalesce(character_maximum_length, 0) as length,
                   coalesce(datetime_precision, 0) as fraction,
                   coalesce(collation_name, '') as collation_of
              from information_schema.columns
             where table_schema = database() and table_name in (:tables)
            """)
        .param("tables", tables)
        .query((row, number) ->
            columns.put(
                row.getString("table_of") + "." + row.getString("name"),
                new TableColumn(
                    row.getString("type"),
                    row.getString("full_type"),
                    row.getString("nullable").equals("YES"),
                    row.getString("extra").contains("auto_increment"),
                    row.getString("nullable").equals("NO")
                        && row.getBoolean("no_default")
                        && !GETS_VALUE.matcher(row.getString("extra")).find(),
                    row.getLong("length"),
                    row.getInt("fraction"),
                    row.getString("collation_of"))))
        .list();
    return columns;
  }

  /** Whether one login method and one identification can be there together once only. */
  boolean hasKeyOfIdentities() {
    return uniqueKeys(List.of("user_login_method")).stream()
        .anyMatch(key -> key.columns().equals(IDENTITY));
  }

  /** Whether a foreign key makes each login method refer to an existing user. */
  boolean hasKeyToUser() {
    return exists(
        """
        from information_schema.key_column_usage
         where table_schema = database() and table_name = 'user_login_method'
           and column_name = 'user_id' and referenced_table_name = ?
        """,
        "user");
  }

  boolean isInnoDb(String table) {
    return exists(
        "from information_schema.tables where engine = 'InnoDB' and table_name = ?", table);
  }

  private boolean exists(String from, String parameter) {
    String here = from.contains("table_schema") ? "" : " and table_schema = database()";
    return jdbc.sql("select count(*) " + from + here).param(parameter).query(Long.class).single()
        > 0;
  }
}
