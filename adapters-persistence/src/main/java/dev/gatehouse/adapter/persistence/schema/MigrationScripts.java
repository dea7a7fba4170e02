package dev.gatehouse.adapter.persistence.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Scripts that are numbered together. Besides our own there are those of login methods that keep
 * rows of their own: each brings a folder {@code gatehouse/migration/<name>} on the class path.
 *
 * @param location as Flyway understands it
 * @param history the table that tells which of them were run
 */
record MigrationScripts(String location, String history) {

  static final MigrationScripts OURS =
      new MigrationScripts(
          "classpath:dev/gatehouse/adapter/persistence/migration", "flyway_schema_history");

  private static final String BROUGHT = "gatehouse/migration/";
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

  private static MigrationScripts of(String owner) {
    return new MigrationScripts("classpath:" + BROUGHT + owner, OURS.history() + "_" + owner);
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
