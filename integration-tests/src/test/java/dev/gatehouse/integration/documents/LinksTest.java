package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents: where their links lead, and which twins they have. */
class LinksTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```$|`[^`\\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
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
