package dev.gatehouse.adapter.persistence.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Timestamps as the columns hold them: UTC, to the millisecond. */
public final class Timestamps {

  /** As text: the driver takes MariaDB for an old MySQL and would drop the fraction. */
  private static final DateTimeFormatter STORED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private Timestamps() {}

  /** The value to write into a column; fractions of a millisecond are dropped. */
  public static String stored(Instant moment) {
    return STORED.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
  }

  public static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }
}
