package dev.gatehouse.adapter.persistence.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database says of the tables in it. */
record InformationSchema(JdbcClient jdbc) {

  /** Matches columns that get a value without a default. An update by the server is no value. */
  private static final Pattern GETS_VALUE = Pattern.compile("(?i)auto_increment|generated");

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  /** Stands for the expression of a key that is over no column. */
  private static final String EXPRESSION = "an expression";

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

  /**
   * A column of a foreign key.
   *
   * @param column that refers, as in {@code orders.user_id}
   * @param referred the column to which it refers, as in {@code user.id}
   */
  record Reference(String table, String name, String column, String referred) {}

  /** The foreign keys of some tables and onto them; of those in other schemas only the latter. */
  List<Reference> references(List<String> tables) {
    return jdbc.sql(
            """
            select table_name as table_of, constraint_name as name,
                   concat(table_name, '.', column_name) as refers,
                   concat(referenced_table_name, '.', referenced_column_name) as referred
              from information_schema.key_column_usage
             where referenced_table_name is not null
               and (table_schema = database() and table_name in (:tables)
                    or referenced_table_schema = database() and referenced_table_name in (:tables))
             order by 1, 2, 3
            """)
        .param("tables", tables)
        .query((row, number) ->
            new Reference(
                row.getString("table_of"),
                row.getString("name"),
                row.getString("refers"),
                row.getString("referred")))
        .list();
  }

  /**
   * A column of an index.
   *
   * @param column as in {@code user.name}; that of an expression is no column of the table
   * @param prefix the characters of it that count; 0 for all
   */
  record KeyPart(String table, String index, String column, long prefix) {}

  /** The columns of all indexes of some tables but those for searches in text. */
  List<KeyPart> keyParts(List<String> tables) {
    return jdbc.sql(
            """
            select table_name as table_of, index_name as name,
                   coalesce(column_name, '%s') as column_of, coalesce(sub_part, 0) as prefix
              from information_schema.statistics
             where table_schema = database() and table_name in (:tables)
               and index_type not in ('FULLTEXT', 'SPATIAL', 'RTREE')
             order by 1, 2, seq_in_index
            """
                .formatted(EXPRESSION))
        .param("tables", tables)
        .query((row, number) ->
            new KeyPart(
                row.getString("table_of"),
                row.getString("name"),
                row.getString("table_of") + "." + row.getString("column_of"),
                row.getLong("prefix")))
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
                   group_concat(concat(coalesce(column_name, '%s'),
                                       if(sub_part is null, '', '*'))
                                order by seq_in_index) as columns_of
              from information_schema.statistics
             where table_schema = database() and table_name in (:tables)
               and non_unique = 0 and index_name <> 'PRIMARY'
             group by table_name, index_name order by 1, 2
            """
                .formatted(EXPRESSION))
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
                   column_default is null as no_default, column_default as default_of,
                   version() like '%MariaDB%' as is_mariadb,
                   coalesce(character_maximum_length, 0) as length,
                   coalesce(character_octet_length, 0) as octets,
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
                    row.getLong("octets"),
                    row.getInt("fraction"),
                    row.getString("collation_of"),
                    defaultValue(
                        row.getString("default_of"),
                        row.getBoolean("is_mariadb"),
                        row.getString("extra").contains("DEFAULT_GENERATED")))))
        .list();
    return columns;
  }

  /** MariaDB shows an expression, MySQL the text of a literal unless it was an expression. */
  private static String defaultValue(@Nullable String shown, boolean mariaDb, boolean generated) {
    if (shown == null) {
      return "null";
    }
    if (mariaDb) {
      return shown;
    }
    return generated
        ? unescaped(shown)
        : "'" + shown.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** MySQL escapes expressions in its information schema once more. */
  static String unescaped(String expression) {
    return ESCAPED.matcher(expression).replaceAll("$1");
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

  /** Foreign keys and keys without the columns of the partitioning are impossible there. */
  boolean isPartitioned(String table) {
    return exists(
        "from information_schema.tables where create_options like '%partitioned%'"
            + " and table_name = ?",
        table);
  }

  /** Whether its rows have a format of InnoDB with shorter keys, or one that InnoDB has not. */
  boolean hasOlderRowFormat(String table) {
    return exists(
        "from information_schema.tables where row_format in ('Compact', 'Redundant', 'Fixed')"
            + " and table_name = ?",
        table);
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
