package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.ProblemTexts;
import dev.gatehouse.application.browser.PageFrame;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The frame that the settings {@code gatehouse.page} describe. */
final class HtmlFrame implements PageFrame {

  private static final String OWN_LOGO = "/sign-in/icon.svg";
  private static final Template TEMPLATE = PageTexts.template("frame.html");
  private static final Template BOTH = PageTexts.template("both-languages.html");

  private final PageProperties look;
  private final boolean home;
  private final String base;

  /**
   * @param home whether there is a page at {@code /}
   * @param base the path that stands before our own addresses, {@link
   *     dev.gatehouse.adapter.rest.client.PublicUrl#path}
   */
  HtmlFrame(PageProperties look, boolean home, String base) {
    this.look = look;
    this.home = home;
    this.base = base;
  }

  /** What the template makes of a view; {@code {{base}}} stands before our own addresses. */
  String fill(Template template, Object view) {
    StringWriter page = new StringWriter();
    template.execute(view, Map.of("base", base), page);
    return page.toString();
  }

  /** The address of one of our pages in a link. */
  String address(String path) {
    return base + path;
  }

  /**
   * What a page of this module has besides.
   *
   * @param kind the class of its body; empty for none
   * @param index whether it is the page at {@code /}
   * @param indexed whether search engines may show it
   * @param scripts paths of ours
   */
  record Extras(String kind, boolean index, boolean indexed, List<String> scripts) {
    static final Extras NONE = new Extras("", false, false, List.of());
  }

  private record View(
      String lang,
      boolean chinese,
      boolean switched,
      Map<String, String> text,
      Page page,
      String product,
      String logo,
      String home,
      @Nullable String terms,
      @Nullable String privacy,
      Extras extras) {}

  private record Both(List<Version> versions) {}

  private record Version(String lang, String id, String body) {}

  @Override
  public String around(Page page) {
    return around(page, Extras.NONE);
  }

  String around(Page page, Extras extras) {
    Locale language = page.language();
    String logo = Objects.requireNonNullElseGet(look.logo(), () -> address(OWN_LOGO));
    return fill(
        TEMPLATE,
        new View(
            PageTexts.tag(language),
            language.equals(Locale.CHINESE),
            !page.chinese().startsWith("#"),
            PageTexts.all(language),
            page,
            Objects.requireNonNullElseGet(
                look.productName(), () -> PageTexts.all(language).get("product")),
            logo,
            extras.index() ? "" : home(),
            look.termsUrl(),
            look.privacyUrl(),
            extras));
  }

  /**
   * A page that cannot be asked for again: it holds both languages, and the switch shows the other
   * one.
   */
  String inBothLanguages(Locale language, String title, Function<Locale, String> body) {
    boolean chineseFirst = language.equals(Locale.CHINESE);
    Version chinese = new Version(PageTexts.tag(Locale.CHINESE), "zh", body.apply(Locale.CHINESE));
    Version english = new Version(PageTexts.tag(Locale.ENGLISH), "en", body.apply(Locale.ENGLISH));
    String both =
        BOTH.execute(
            new Both(chineseFirst ? List.of(chinese, english) : List.of(english, chinese)));
    return around(new Page(language, title, both, "#zh", "#en"));
  }

  @Override
  public String imageSources() {
    String logo = look.logo();
    if (logo == null || logo.startsWith("/")) {
      return "'self'";
    }
    return "'self' "
        + (logo.startsWith("data:") ? "data:" : "https://" + URI.create(logo).getRawAuthority());
  }

  /** The path of the page at which a person can begin; empty if there is none. */
  String home() {
    return home ? address("/") : "";
  }

  /** What replaces colours of page.css; empty for nothing. */
  String css() {
    String color = look.color();
    return color == null ? "" : PageColors.of(color).css();
  }

  /** The language that a page was asked for in: by a parameter, else by the browser. */
  static Locale language(@Nullable String lang, @Nullable String acceptLanguage) {
    return ProblemTexts.language("zh".equals(lang) || "en".equals(lang) ? lang : acceptLanguage);
  }
}
