package dev.gatehouse.integration.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for the prose of a Markdown document. Code, addresses and comments are no prose. */
final class Prose {

  private static final int WORDS_OF_A_SENTENCE = 35;
  private static final int WORDS_OF_A_PARAGRAPH = 110;
  private static final int CHARACTERS_OF_A_CHINESE_SENTENCE = 70;
  private static final int CHARACTERS_OF_A_CHINESE_PARAGRAPH = 260;

  private static final Pattern NOT_PROSE =
      Pattern.compile("^```.*?^```|<!--.*?-->|^ {4}\\S.*?$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s|)，。；]+");
  private static final Pattern BEGINS_A_BLOCK = Pattern.compile("(#+|[-*+]|\\d+\\.|>) .*");

  private static final Pattern RIDDLE =
      Pattern.compile(
          "\\b(somebody|nobody|whoever|anybody|everybody|whichever|none that|however many|on whose"
              + "|told (of|from|apart)|way out)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CHINESE_RIDDLE = Pattern.compile("采信|没能|用户编号|回答无意义");
  private static final Pattern DOUBLE_SPACE = Pattern.compile("\\S {2,}\\S");
  private static final Pattern SPACE_BEFORE_A_MARK = Pattern.compile("\\w [,;:.?!](\\s|$)");
  private static final Pattern HALF_WIDTH =
      Pattern.compile("\\p{IsHan}[,;:?!()]|[,;:?!()]\\p{IsHan}");
  private static final Pattern UNSPACED =
      Pattern.compile("\\p{IsHan}[A-Za-z0-9]|[A-Za-z0-9]\\p{IsHan}");
  private static final Pattern CHINESE_MEASURE = Pattern.compile("\\p{IsHan}|[\\w.:/-]+");

  /** What a heading may begin with a capital letter within. */
  private static final Set<String> NAMES =
      Set.of(
          "WeChat",
          "MySQL",
          "Gatehouse",
          "OkHttp",
          "Feign",
          "Apache",
          "HttpClient",
          "Flyway",
          "Open",
          "Platform",
          "Tencent",
          "Cloud",
          "Spring",
          "Security",
          "Compose",
          "Connect");

  private final List<String> findings = new ArrayList<>();
  private final boolean chinese;

  private Prose(boolean chinese) {
    this.chinese = chinese;
  }

  /** One line for each place that breaks a rule: the rule, then the text. */
  static List<String> findings(String markdown, boolean chinese) {
    Prose prose = new Prose(chinese);
    List<String> block = new ArrayList<>();
    NOT_PROSE
        .matcher(markdown)
        .replaceAll("")
        .lines()
        .map(String::strip)
        .forEach(line -> {
          boolean row = line.startsWith("|");
          if (line.isEmpty() || row || BEGINS_A_BLOCK.matcher(line).matches()) {
            prose.check(String.join(" ", block));
            block.clear();
          }
          if (row) {
            Arrays.stream(CODE.matcher(line).replaceAll("X").split("\\|"))
                .map(String::strip)
                .forEach(prose::check);
          } else {
            block.add(line);
          }
          if (line.startsWith("#")) {
            prose.check(line);
            block.clear();
          }
        });
    prose.check(String.join(" ", block));
    return prose.findings;
  }

  private void check(String block) {
    if (block.startsWith("#") && !chinese) {
      checkHeading(plain(block.replaceFirst("#+ ", "")));
    }
    String text = plain(block.replaceFirst("^(#+|[-*+]|\\d+\\.|>) ", ""));
    refuse("double space", DOUBLE_SPACE, text);
    if (chinese) {
      refuse("word to avoid", CHINESE_RIDDLE, text);
      refuse("half-width mark beside Chinese", HALF_WIDTH, text);
      refuse("no space between Chinese and Latin", UNSPACED, text);
      Stream.of(text.split("[。！？；：]"))
          .filter(sentence -> measure(sentence) > CHARACTERS_OF_A_CHINESE_SENTENCE)
          .forEach(sentence -> findings.add("long sentence: " + sentence));
      if (measure(text) > CHARACTERS_OF_A_CHINESE_PARAGRAPH) {
        findings.add("long paragraph: " + text);
      }
    } else {
      refuse("word to avoid", RIDDLE, text);
      refuse("space before a mark", SPACE_BEFORE_A_MARK, text);
      Stream.of(text.split("[.!?;:][)\"']* "))
          .filter(sentence -> words(sentence) > WORDS_OF_A_SENTENCE)
          .forEach(sentence -> findings.add("long sentence: " + sentence));
      if (words(text) > WORDS_OF_A_PARAGRAPH) {
        findings.add("long paragraph: " + text);
      }
    }
  }

  /** Sentence case: a capital letter at the beginning and in names only. */
  private void checkHeading(String heading) {
    String[] words = heading.split("[ ,;:()-]+", -1);
    int first = words[0].matches("[\\d.]+") ? 1 : 0;
    for (int i = first + 1; i < words.length; i++) {
      String word = words[i].replaceFirst("'s?$", "");
      boolean begins = heading.matches(".*[.:·] \\Q" + words[i] + "\\E.*");
      if (word.matches("\\p{Lu}\\p{Ll}.*") && !begins && !NAMES.contains(word)) {
        findings.add("heading not in sentence case: " + heading);
        return;
      }
    }
  }

  private void refuse(String rule, Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (found.find()) {
      int from = Math.max(0, found.start() - 30);
      findings.add(rule + ": " + text.substring(from, Math.min(text.length(), found.end() + 30)));
    }
  }

  private static String plain(String block) {
    String text = CODE.matcher(block).replaceAll("X");
    text = LINK.matcher(text).replaceAll("$1");
    return ADDRESS
        .matcher(text)
        .replaceAll("X")
        .replaceAll("<[^>]*>|\\*+(?=\\S)|(?<=\\S)\\*+", "")
        .strip();
  }

  private static long words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  private static long measure(String text) {
    return CHINESE_MEASURE.matcher(text).results().count();
  }
}
