package dev.gatehouse.adapter.persistence.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The databases that the migrations know, and where they differ. */
enum DatabaseProduct {
  /** {@code utf8mb4_bin} is unsuitable: it pads, so 'abc' and 'abc ' would be one person. */
  MYSQL("utf8mb4_0900_bin", 64),
  /** MariaDB has another name for the collation that compares bytes and does not pad. */
  MARIADB("utf8mb4_nopad_bin", 64),
  /** H2 ignores collations of columns, compares characters, and counts an emoji as two. */
  H2("utf8mb4_0900_bin", 128);

  private final String byteWise;
  private final int codePoints64;

  DatabaseProduct(String byteWise, int codePoints64) {
    this.byteWise = byteWise;
    this.codePoints64 = codePoints64;
  }

  static DatabaseProduct of(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
      return H2;
    }
    // MariaDB calls itself MySQL here and gives its name with the version.
    return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")
        ? MARIADB
        : MYSQL;
  }

  /** The collation of text that is compared byte by byte. */
  String byteWise() {
    return byteWise;
  }

  /** The columns of an index, such as {@code (`name`(64))}: H2 knows whole columns only. */
  String keys(String columns) {
    return this == H2 ? columns.replaceAll("\\(\\d+\\)", "") : columns;
  }

  /** What the scripts leave open. */
  Map<String, String> placeholders() {
    return Map.of("code_points_64", Integer.toString(codePoints64), "byte_wise", byteWise);
  }
}
