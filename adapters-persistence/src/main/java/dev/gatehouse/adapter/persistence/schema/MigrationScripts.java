package dev.gatehouse.adapter.persistence.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Scripts that are numbered together. Besides our own there are those of login methods that keep
 * rows of their own: each brings a folder {@code gatehouse/migration/<name>} on the class path.
 *
 * @param location as Flyway understands it
 * @param history the table that tells which of them were run
 */
record MigrationScripts(String location, String history) {

  private static final String HISTORY = "gatehouse_schema_history";
  private static final String FORMER_HISTORY = "flyway_schema_history";

  static final MigrationScripts OURS =
      new MigrationScripts("classpath:dev/gatehouse/adapter/persistence/migration", HISTORY);

  private static final String BROUGHT = "gatehouse/migration/";
  private static final Pattern TABLE =
      Pattern.compile("create table if not exists `(\\w+)` \\(([^;]*);");
  private static final Pattern COLUMN = Pattern.compile("(?m)^  `(\\w+)` ");
  private static final Pattern OWNER = Pattern.compile(".*/" + BROUGHT + "([a-z0-9_]{1,32})/[^/]+");

  /**
   * All that are installed, our own first.
   *
   * @throws IllegalStateException if a folder has a name that cannot be part of a table's
   */
  static List<MigrationScripts> installed() {
    try {
      Resource[] scripts =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:" + BROUGHT + "*/*.sql");
      return Stream.concat(
              Stream.of(OURS),
              Arrays.stream(scripts)
                  .map(MigrationScripts::owner)
                  .sorted()
                  .map(MigrationScripts::of))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The name that the history had up to version 0.1. It is Flyway's own, so that an older service
   * may have a history of that name, too.
   */
  String formerHistory() {
    return history.replace(HISTORY, FORMER_HISTORY);
  }

  /** Whether the history is still there under its former name. */
  boolean isToBeCarriedOver(JdbcClient jdbc) {
    InformationSchema schema = new InformationSchema(jdbc);
    return !schema.hasTable(history)
        && schema.hasTable(formerHistory())
        && (!equals(OURS)
            || jdbc.sql("select count(*) from `%s` where `script` = ?".formatted(formerHistory()))
                    .param("V1__users_and_login_methods.sql")
                    .query(Long.class)
                    .single()
                > 0);
  }

  /** The tables that some of the scripts make, with their columns. */
  Map<String, List<String>> tables(MigrationInfo... pending) {
    Map<String, List<String>> tables = new HashMap<>();
    for (MigrationInfo script : pending) {
      if (script.getScript().endsWith(".sql")) {
        for (MatchResult table : matches(TABLE, text(script.getScript()))) {
          tables.put(
              table.group(1),
              matches(COLUMN, table.group(2)).stream().map(column -> column.group(1)).toList());
        }
      }
    }
    return tables;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private String text(String script) {
    try {
      return new DefaultResourceLoader()
          .getResource(location + "/" + script)
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MigrationScripts of(String owner) {
    return new MigrationScripts("classpath:" + BROUGHT + owner, HISTORY + "_" + owner);
  }

  private static String owner(Resource script) {
    try {
      Matcher owner = OWNER.matcher(script.getURL().toString());
      if (!owner.matches()) {
        throw new IllegalStateException(
            "the folder of a migration must be named in a-z, 0-9 and _: " + script);
      }
      return owner.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
