package dev.gatehouse.adapter.persistence.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database says of the tables in it. */
record InformationSchema(JdbcClient jdbc) {

  boolean hasTables() {
    return exists("from information_schema.tables where table_type = ?", "BASE TABLE");
  }

  boolean hasTable(String table) {
    return exists("from information_schema.tables where table_name = ?", table);
  }

  /** The columns of some tables, as in {@code user.name}. */
  Map<String, TableColumn> columns(List<String> tables) {
    Map<String, TableColumn> columns = new HashMap<>();
    jdbc.sql(
            """
            select table_name as table_of, column_name as name, data_type as type,
                   column_type as full_type, is_nullable as nullable, extra as extra,
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
                    row.getString("full_type").contains("unsigned"),
                    row.getString("nullable").equals("YES"),
                    row.getString("extra").contains("auto_increment"),
                    row.getLong("length"),
                    row.getInt("fraction"),
                    row.getString("collation_of"))))
        .list();
    return columns;
  }

  /** Whether one login method and one identification can be there together once only. */
  boolean hasKeyOfIdentities() {
    return exists(
        """
        from (select group_concat(column_name order by seq_in_index) as columns_of
                from information_schema.statistics
               where table_schema = database() and table_name = 'user_login_method'
                 and non_unique = 0
               group by index_name) k
         where k.columns_of = ?
        """,
        "login_method,identification");
  }

  /** Whether a login method can lead to a user only who is there. */
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
