package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents: where their links lead, which twins they have, and that no setting is missing. */
class LinksTest {

  private static final Path ROOT = Path.of("..");
  private static final Path SETTINGS = ROOT.resolve("docs/operate/settings.md");
  private static final Path SAMPLE = ROOT.resolve("docs/operate/application.properties");
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```$|`[^`\\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\| (`[^|]*) \\| ([^|]*) \\|", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^ *```\\w.*?^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("(\\s#|-- |// ).*$", Pattern.MULTILINE);
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("<a id=\"([^\"]+)\"");

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(documents::add);
    }
    return documents.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void each_link_leads_to_a_file_and_to_a_heading_of_it(Path document) {
    List<String> dead = links(document).filter(link -> !leadsSomewhere(document, link)).toList();

    assertThat(dead).as("links of %s that lead nowhere", document).isEmpty();
  }

  /** A decision is in English; the list of decisions tells its sense in Chinese. */
  @Test
  void each_page_of_docs_has_a_chinese_twin_and_the_two_link_to_each_other() throws IOException {
    List<Path> pages =
        documents()
            .filter(page -> page.startsWith(ROOT.resolve("docs")))
            .filter(page -> !page.toString().endsWith(".zh-CN.md") && !isDecision(page))
            // Made from the texts of the service, which serves it too.
            .filter(page -> !page.endsWith("errors.md"))
            .toList();

    assertThat(pages).hasSizeGreaterThan(20);
    assertThat(pages)
        .allSatisfy(english -> {
          Path chinese = Path.of(english.toString().replace(".md", ".zh-CN.md"));
          assertThat(chinese).exists();
          assertThat(links(chinese)).contains(english.getFileName().toString());
          assertThat(links(english)).contains(chinese.getFileName().toString());
        });
  }

  /** Comments may be translated. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void a_chinese_page_has_the_code_of_its_english_twin(Path document) {
    Path english = Path.of(document.toString().replace(".zh-CN.md", ".md"));

    assertThat(code(document)).isEqualTo(code(english));
  }

  @Test
  void each_setting_of_the_sample_is_explained_in_both_languages() throws IOException {
    List<String> names =
        Pattern.compile("^#?(gatehouse\\.[A-Za-z0-9.-]+)=", Pattern.MULTILINE)
            .matcher(Files.readString(SAMPLE))
            .results()
            .map(match -> match.group(1))
            .toList();
    String chinese = read(Path.of(SETTINGS.toString().replace(".md", ".zh-CN.md")));

    assertThat(names).hasSizeGreaterThan(40);
    for (String name : names) {
      String last = name.substring(name.lastIndexOf('.')) + "`";
      assertThat(read(SETTINGS)).as(name).contains(last);
      assertThat(chinese).as(name).contains(last);
    }
  }

  /** The sample is held against the settings themselves by a test of bootstrap. */
  @ParameterizedTest
  @ValueSource(strings = {"settings.md", "settings.zh-CN.md"})
  void each_default_in_the_table_is_that_of_the_sample(String page) throws IOException {
    Properties sample = new Properties();
    sample.load(
        new StringReader(Files.readString(SAMPLE).replaceAll("(?m)^#gatehouse", "gatehouse")));
    int compared = 0;
    for (MatchResult row : ROW.matcher(read(SETTINGS.resolveSibling(page))).results().toList()) {
      List<String> names = codes(row.group(1));
      List<String> defaults = codes(row.group(2));
      for (int i = 0; defaults.size() == names.size() && i < names.size(); i++) {
        String first = names.getFirst();
        String name =
            names.get(i).startsWith(".")
                ? first.substring(0, first.lastIndexOf('.')) + names.get(i)
                : names.get(i);
        String value = sample.getProperty(name);
        if (value != null) {
          assertThat(defaults.get(i)).as(name).isEqualTo(value);
          compared++;
        }
      }
    }

    assertThat(compared).isGreaterThan(25);
  }

  private static List<String> codes(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** The site shows what its map names. */
  @Test
  void each_page_is_on_the_map_of_the_site_and_each_decision_in_their_list() throws IOException {
    String map = read(ROOT.resolve("mkdocs.yml"));
    String decisions = read(ROOT.resolve("docs/adr/README.md"));
    String chineseDecisions = read(ROOT.resolve("docs/adr/README.zh-CN.md"));
    Path docs = ROOT.resolve("docs");

    assertThat(documents().filter(page -> page.startsWith(docs)))
        .allSatisfy(page -> {
          if (isDecision(page)) {
            assertThat(decisions).contains("(" + page.getFileName() + ")");
            assertThat(chineseDecisions).contains("(" + page.getFileName() + ")");
          } else {
            assertThat(map).contains(" " + docs.relativize(page) + "\n");
          }
        });
  }

  private static boolean isDecision(Path page) {
    return page.getFileName().toString().matches("\\d{4}-.*\\.md");
  }

  private static List<String> code(Path document) {
    return BLOCK
        .matcher(read(document))
        .results()
        .map(block -> COMMENT.matcher(block.group()).replaceAll("").replaceAll("\\s+", " "))
        .toList();
  }

  private static boolean leadsSomewhere(Path document, String link) {
    if (link.matches("(https?|mailto):.*") || link.startsWith("/")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || !target.toString().endsWith(".md")
        || anchors(target).contains(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
  }

  private static Stream<String> links(Path document) {
    return LINK.matcher(CODE.matcher(read(document)).replaceAll(""))
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1));
  }

  /** As GitHub names headings. */
  private static Set<String> anchors(Path document) {
    String text = read(document);
    return Stream.concat(
            HEADING.matcher(text).results().map(MatchResult::group).map(LinksTest::anchor),
            ID.matcher(text).results().map(match -> match.group(1)))
        .collect(Collectors.toSet());
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .replaceAll("<[^>]*>", "")
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
