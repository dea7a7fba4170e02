package dev.gatehouse.adapter.persistence.schema;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server would refuse when it widens the columns of an older table: partitions, foreign keys
 * on those columns, keys and rows that become too long.
 */
final class TableLimits {

  private static final String OWN_REFERENCE = "user_login_method.user_id";

  /** The limit of InnoDB with pages of 16 KiB. */
  private static final long LONGEST_KEY = 3072;

  private static final long LONGEST_ROW = 65_535;

  private static final long OCTETS_OF_A_CHARACTER = 4;

  /** An upper bound for numbers and times. */
  private static final long OCTETS_OF_A_NUMBER = 8;

  private static final Pattern VARCHAR = Pattern.compile("varchar\\((\\d+)\\)");

  private final InformationSchema schema;
  private final Map<String, List<TargetColumn>> wanted;
  private final Map<String, TableColumn> columns;

  /** The columns whose definition is going to change. */
  private final Set<String> changing = new HashSet<>();

  /** The octets of one character of each column of text, afterwards. */
  private final Map<String, Long> octetsOfACharacter = new HashMap<>();

  /** The octets of each column, afterwards. */
  private final Map<String, Long> octets = new HashMap<>();

  TableLimits(
      InformationSchema schema,
      Map<String, TableColumn> columns,
      Map<String, List<TargetColumn>> wanted) {
    this.schema = schema;
    this.wanted = wanted;
    this.columns = columns;
    columns.forEach((name, column) -> {
      octets.put(name, column.octets() == 0 ? OCTETS_OF_A_NUMBER : column.octets());
      octetsOfACharacter.put(
          name, column.length() == 0 ? 1 : Math.max(1, column.octets() / column.length()));
    });
    wanted.forEach((table, targets) ->
        targets.forEach(target -> {
          String name = table + "." + target.name();
          TableColumn column = columns.get(name);
          target
              .changeOf(column)
              .ifPresent(change -> {
                Matcher varchar = VARCHAR.matcher(change.clause());
                changing.add(name);
                octetsOfACharacter.put(name, OCTETS_OF_A_CHARACTER);
                octets.put(
                    name,
                    varchar.find()
                        ? OCTETS_OF_A_CHARACTER * Long.parseLong(varchar.group(1))
                        : OCTETS_OF_A_NUMBER);
              });
        }));
  }

  /** One line for each, with what to do. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String table : wanted.keySet()) {
      if (schema.isPartitioned(table)) {
        problems.add(
            "%s is partitioned, and foreign keys are impossible there: alter table `%s` remove partitioning"
                .formatted(table, table));
      }
      if (changing.stream().anyMatch(column -> column.startsWith(table + "."))) {
        problems.addAll(longKeys(table));
        longRow(table).ifPresent(problems::add);
      }
    }
    problems.addAll(foreignKeys());
    return problems;
  }

  private List<String> foreignKeys() {
    Set<String> ours = new HashSet<>();
    wanted.forEach(
        (table, targets) -> targets.forEach(target -> ours.add(table + "." + target.name())));
    List<String> problems = new ArrayList<>();
    for (InformationSchema.Reference key : schema.references(List.copyOf(wanted.keySet()))) {
      boolean own = key.column().equals(OWN_REFERENCE) && key.referred().equals("user.id");
      if (ours.contains(key.column()) && !own) {
        problems.add(
            "%s refers to %s by the foreign key %s, which refuses rows that Gatehouse has to write. Drop it: alter table `%s` drop foreign key `%s`"
                .formatted(key.column(), key.referred(), key.name(), key.table(), key.name()));
      } else if (changing.contains(key.referred()) && !key.referred().endsWith(".id")) {
        problems.add(
            "%s refers to %s by the foreign key %s, and the column has to be changed. Drop it: alter table `%s` drop foreign key `%s`"
                .formatted(key.column(), key.referred(), key.name(), key.table(), key.name()));
      }
    }
    return problems;
  }

  private List<String> longKeys(String table) {
    List<String> problems = new ArrayList<>();
    schema.keyParts(List.of(table)).stream()
        .collect(groupingBy(InformationSchema.KeyPart::index, LinkedHashMap::new, toList()))
        .forEach((index, parts) -> {
          long length = parts.stream().mapToLong(this::octetsOf).sum();
          if (length > LONGEST_KEY) {
            problems.add(
                "the key %s of %s would have %d bytes, and %d are the most: give it fewer or narrower columns, or drop it: alter table `%s` drop index `%s`"
                    .formatted(index, table, length, LONGEST_KEY, table, index));
          }
        });
    if (table.equals("user_login_method")
        && !schema.hasKeyOfIdentities()
        && InformationSchema.IDENTITY.stream()
                .mapToLong(column -> requireNonNull(octets.get(table + "." + column)))
                .sum()
            > LONGEST_KEY) {
      problems.add(
          "user_login_method.identification is %s: the unique key with login_method can have %d bytes. Make the columns narrower"
              .formatted(
                  requireNonNull(columns.get("user_login_method.identification")).fullType(),
                  LONGEST_KEY));
    }
    return problems;
  }

  private long octetsOf(InformationSchema.KeyPart part) {
    if (part.prefix() > 0) {
      return part.prefix() * octetsOfACharacter.getOrDefault(part.column(), 1L);
    }
    return octets.getOrDefault(part.column(), OCTETS_OF_A_NUMBER);
  }

  /** Long texts are not part of the row. */
  private Optional<String> longRow(String table) {
    Map<Boolean, List<String>> names =
        columns.keySet().stream()
            .filter(name -> name.startsWith(table + "."))
            .collect(groupingBy(name -> isInRow(requireNonNull(columns.get(name)))));
    List<String> inRow = names.getOrDefault(true, List.of());
    long length = inRow.stream().mapToLong(name -> requireNonNull(octets.get(name))).sum();
    if (length <= LONGEST_ROW) {
      return Optional.empty();
    }
    String widest =
        inRow.stream()
            .filter(changing::contains)
            .max(Comparator.comparingLong(name -> requireNonNull(octets.get(name))))
            .orElseThrow();
    return Optional.of(
        "%s is %s: a row of %s would have %d bytes, and %d are the most. Make the column narrower, or a text"
            .formatted(
                widest,
                requireNonNull(columns.get(widest)).fullType(),
                table,
                length,
                LONGEST_ROW));
  }

  private static boolean isInRow(TableColumn column) {
    return !column.isLongText() && !column.type().endsWith("blob");
  }
}
