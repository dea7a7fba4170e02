package dev.gatehouse.domain.login;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A provider's own sign-in form within a page of ours: a script of the provider's defines a
 * function, and the page calls it with {@code new}. Immutable; nothing here asks anything of the
 * provider.
 */
public interface EmbeddedForm {

  /** The script, an absolute URL; the page lets a browser load this and no other of the host. */
  URI script();

  /**
   * What the form shows in a frame: origins such as {@code https://login.example}, the only ones
   * that the page lets a browser frame.
   */
  List<String> framedOrigins();

  /** The name of the function that the script defines. */
  String constructorName();

  /**
   * The one argument of the function, for one attempt to log in.
   *
   * @param container the id of the element in which the form has to appear
   * @return strings, numbers and booleans; no secret
   */
  Map<String, Object> parameters(AuthorizationRequest request, String container);
}
