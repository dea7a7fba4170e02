package dev.gatehouse.adapter.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose form is read here, through the stream that bounds every body in size and time;
 * the container would read past it, and so does not read it at all.
 */
final class FormRequest extends HttpServletRequestWrapper {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int MAX_PARAMETERS = 64;

  private final Map<String, String[]> parameters;

  /**
   * @throws IllegalStateException if query or form cannot be decoded or have too many parameters
   */
  private FormRequest(HttpServletRequest request, String form) {
    super(request);
    this.parameters = new LinkedHashMap<>(request.getParameterMap());
    String[] pairs = form.isEmpty() ? new String[0] : form.split("&", MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) {
      throw new IllegalStateException("too many parameters");
    }
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      add(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }
  }

  /**
   * The request with the parameters of its query and of its form.
   *
   * @throws IllegalStateException if they cannot be decoded or are too many
   * @throws IOException if the client broke off or was too slow
   */
  static FormRequest of(HttpServletRequest request) throws IOException {
    return new FormRequest(request, isForm(request) ? body(request) : "");
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && type != null
        && type.regionMatches(true, 0, FORM, 0, FORM.length());
  }

  private static String body(HttpServletRequest request) throws IOException {
    return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalStateException("the form cannot be decoded", malformed);
    }
  }

  private void add(String name, String value) {
    String[] before = parameters.getOrDefault(name, new String[0]);
    String[] values = new String[before.length + 1];
    System.arraycopy(before, 0, values, 0, before.length);
    values[before.length] = value;
    parameters.put(name, values);
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return parameters.get(name);
  }
}
