package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.ProblemTexts;
import dev.gatehouse.application.browser.PageFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the {@code type} of each problem leads to: what happened, who acts, what to do. The same
 * words make {@code docs/errors.md}.
 *
 * @param errors one for each code
 */
record ErrorsPage(
    Locale language,
    String title,
    String intro,
    String contents,
    Headings headings,
    List<Paragraph> errors) {

  private static final String WORDS = "dev.gatehouse.adapter.rest.errors";
  private static final Template TEMPLATE = PageTexts.template("errors.html");

  /** What stands before the three things that a paragraph says. */
  record Headings(String happened, String who, String remedy) {}

  /** What there is to say of one code, which is also its anchor. */
  record Paragraph(
      String code, int status, String title, String happened, String who, String remedy) {}

  static ErrorsPage in(Locale language) {
    ResourceBundle words = ProblemTexts.bundle(WORDS, language);
    return new ErrorsPage(
        language,
        words.getString("page.title"),
        words.getString("page.intro"),
        words.getString("page.contents"),
        new Headings(
            words.getString("page.happened"),
            words.getString("page.who"),
            words.getString("page.remedy")),
        Arrays.stream(ProblemCode.values()).map(code -> paragraph(code, words, language)).toList());
  }

  /** As HTML. */
  String html(HtmlFrame frame) {
    return frame.around(
        PageFrame.Page.of(language, title, frame.fill(TEMPLATE, this)),
        new HtmlFrame.Extras("document", false, true, List.of()));
  }

  private static Paragraph paragraph(ProblemCode problem, ResourceBundle words, Locale language) {
    String code = problem.code();
    return new Paragraph(
        code,
        problem.status().value(),
        ProblemTexts.text(code + ".title", language),
        words.getString(code + ".happened"),
        words.getString(code + ".who"),
        words.getString(code + ".remedy"));
  }
}
