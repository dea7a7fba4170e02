package dev.gatehouse.domain.login;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A provider's own sign-in form within a page of ours. A script of the provider defines a function,
 * and the page calls that function with {@code new}.
 *
 * <p>Immutable and thread-safe. No method asks anything of the provider.
 */
public interface EmbeddedForm {

  /**
   * The script that defines the function.
   *
   * @return an absolute URL. The page allows the browser to load this script and no other of the
   *     same host.
   */
  URI script();

  /**
   * What the form shows in a frame.
   *
   * @return origins such as {@code https://login.example}. The page allows the browser to frame
   *     these and no others.
   */
  List<String> framedOrigins();

  /**
   * The name of the function that the script defines.
   *
   * @return a JavaScript identifier
   */
  String constructorName();

  /**
   * The one argument of the function, for one attempt to log in.
   *
   * @param container the id of the element in which the form has to appear
   * @return strings, numbers and booleans. None of them is a secret, because the browser sees them.
   */
  Map<String, Object> parameters(AuthorizationRequest request, String container);
}
