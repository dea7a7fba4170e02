package dev.gatehouse.domain.login;

import dev.gatehouse.domain.identity.LoginMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The form in which our pages ask for the credential of a login method. Its files lie on the class
 * path, named by the code of the method: {@code gatehouse/page/<code>.html}, a Mustache template of
 * HTML, and {@code gatehouse/page/<code>.js}, the script that the pages load with it. The template
 * is filled with {@link #values}, with the method's own texts whose keys begin with {@code form.}
 * (as {@code text.…}), and with {@code submit}, the label of its button.
 *
 * <p>Immutable and thread-safe. No method asks anything of a provider.
 */
public interface LoginForm {

  /** The login method whose credential the form asks for. */
  LoginMethod method();

  /**
   * What the template is filled with. Everyone can read it, so none of it is secret.
   *
   * @return strings, booleans, and lists of such maps; escaped where they are filled in
   */
  Map<String, Object> values(Locale language);

  /**
   * The origins of others whose scripts, styles and frames the form needs, such as {@code
   * https://challenges.example}. Pages with the form allow these and no others.
   *
   * @return empty, as for most forms, if it needs none
   */
  default List<String> origins() {
    return List.of();
  }
}
