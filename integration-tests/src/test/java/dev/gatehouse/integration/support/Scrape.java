package dev.gatehouse.integration.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus gets to read. */
public record Scrape(List<Sample> samples, Map<String, String> types) {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? ([-+0-9.eEINFNa]+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

  public record Sample(String name, Map<String, String> labels, double value) {}

  public static Scrape of(LoginCalls management) {
    return parse(management.get("/actuator/prometheus").http().body());
  }

  public static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    Map<String, String> types = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (sample.matches()) {
        samples.add(
            new Sample(
                sample.group(1),
                labels(sample.group(2)),
                Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        throw new IllegalArgumentException("not understood: " + line);
      }
    }
    return new Scrape(samples, types);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    return labels;
  }

  public Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of all labels that the samples of one name have. */
  public Set<String> labelNames(String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> sample.labels().keySet())
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All values of a label of the samples of one name. */
  public Set<String> values(String name, String label) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> sample.labels().getOrDefault(label, ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The sum of the samples of one name that have these labels, given as {@code name=value}. */
  public double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample ->
            List.of(labels).stream()
                .allMatch(label -> {
                  int sign = label.indexOf('=');
                  return label
                      .substring(sign + 1)
                      .equals(sample.labels().get(label.substring(0, sign)));
                }))
        .mapToDouble(Sample::value)
        .sum();
  }
}
