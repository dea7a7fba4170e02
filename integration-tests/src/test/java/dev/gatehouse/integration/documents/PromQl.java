package dev.gatehouse.integration.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus asks for, as far as names go.
 *
 * @param selectors each metric with the labels that it is selected by
 * @param grouping the labels that results are grouped by
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {

  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern NOISE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][\\w:]*+)\\s*(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  record Selector(String metric, Map<String, String> labels) {}

  static PromQl parse(String expression) {
    Set<String> grouping = new TreeSet<>();
    GROUPING
        .matcher(expression)
        .results()
        .forEach(labels -> grouping.addAll(List.of(labels.group(1).strip().split("\\s*,\\s*"))));
    String rest = NOISE.matcher(GROUPING.matcher(expression).replaceAll("")).replaceAll("");
    List<Selector> selectors = new ArrayList<>();
    SELECTOR
        .matcher(rest)
        .results()
        .filter(found -> !WORDS.contains(found.group(1)) && !isFunction(rest, found))
        .forEach(found -> selectors.add(new Selector(found.group(1), labels(found.group(2)))));
    return new PromQl(selectors, grouping);
  }

  private static boolean isFunction(String text, MatchResult name) {
    return text.substring(name.end(1)).stripLeading().startsWith("(");
  }

  private static Map<String, String> labels(String matchers) {
    Map<String, String> labels = new TreeMap<>();
    if (matchers != null) {
      MATCHER.matcher(matchers).results().forEach(each -> labels.put(each.group(1), each.group(3)));
    }
    return labels;
  }
}
