package dev.gatehouse.adapter.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of {@code gatehouse.phone} that say what a number is. They are read without a
 * gateway too, so they are apart from {@link PhoneProperties}.
 *
 * @param regions the regions that are served, ISO 3166; a number without a country code belongs to
 *     the first
 * @param extraPrefixes E.164 prefixes that are accepted although libphonenumber does not know them
 * @param refusedPrefixes E.164 prefixes that are not served
 */
@ConfigurationProperties("gatehouse.phone")
record NumberProperties(
    @DefaultValue("CN") List<String> regions,
    @DefaultValue List<String> extraPrefixes,
    @DefaultValue List<String> refusedPrefixes) {

  private static final String PREFIX = "gatehouse.phone.";
  private static final Pattern E164_PREFIX = Pattern.compile("\\+[1-9][0-9]{1,14}");

  NumberProperties {
    regions = List.copyOf(regions);
    extraPrefixes = List.copyOf(extraPrefixes);
    refusedPrefixes = List.copyOf(refusedPrefixes);
    List<String> problems = new ArrayList<>();
    if (regions.isEmpty() || !Set.of(Locale.getISOCountries()).containsAll(regions)) {
      problems.add(PREFIX + "regions must be countries of ISO 3166, for example CN");
    }
    requirePrefixes("extra-prefixes", extraPrefixes, problems);
    requirePrefixes("refused-prefixes", refusedPrefixes, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private static void requirePrefixes(String name, List<String> prefixes, List<String> problems) {
    if (!prefixes.stream().allMatch(prefix -> E164_PREFIX.matcher(prefix).matches())) {
      problems.add(PREFIX + name + " must be beginnings of E.164 numbers such as +86170");
    }
  }
}
