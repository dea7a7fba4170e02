package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.request.FieldError;
import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.adapter.rest.request.PayloadTooLargeException;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code {"method":"…","credential":{"…":"…"}}}, with {@code "register":"ask"}, {@code
 * "verifierHash":"…"}, {@code "session":"cookie"} and {@code "returnTo":"…"} where a client wants
 * that, or a credential alone. Read token by token, because a tree would have lost the doubled
 * fields and turned numbers into strings; the fields that are wrong are reported, not only the
 * first. Members that it does not know are read over.
 */
public final class LoginRequest {

  /** Longer names of fields are not repeated in an answer. */
  private static final int MAX_NAME_LENGTH = 64;

  /** The limit for one body, because an answer must not become longer than its request. */
  static final int MAX_ERRORS = 16;

  private static final Set<String> WISHES =
      Set.of("register", "verifierHash", "session", "returnTo");

  private final List<FieldError> errors = new ArrayList<>();
  private final Map<String, String> credential = new HashMap<>();
  private @Nullable String method;
  private RegistrationMode mode = RegistrationMode.AUTOMATIC;
  private @Nullable SecretHash verifierHash;
  private boolean cookie;
  private String returnTo = "";

  private LoginRequest() {}

  /**
   * The body of a login.
   *
   * @param cookie whether the session goes into a cookie of the browser
   * @param returnTo where the browser goes afterwards; empty if the client did not say
   */
  record Login(
      Credential credential,
      RegistrationMode mode,
      @Nullable SecretHash verifierHash,
      boolean cookie,
      String returnTo) {}

  /** Turns the code that a client sent into a login method. */
  @FunctionalInterface
  public interface MethodOf {

    /**
     * The method of this code, installed or not.
     *
     * @throws LoginException.UnknownLoginMethod if no method could have it
     */
    LoginMethod code(String code) throws LoginException.UnknownLoginMethod;
  }

  /**
   * Reads the credential of a body; members that are for a login alone are read over.
   *
   * @throws InvalidRequestException if it is anything but the above
   * @throws LoginException.UnknownLoginMethod if no method could have this code
   */
  public static Credential read(byte[] body, MethodOf methods)
      throws LoginException.UnknownLoginMethod {
    LoginRequest request = new LoginRequest();
    JsonBody.read(body, json -> request.readMembers(json, Set.of()));
    return request.credential(methods);
  }

  /**
   * Reads the body of a login.
   *
   * @throws InvalidRequestException if it is anything but the above
   * @throws LoginException.UnknownLoginMethod if no method could have this code
   */
  static Login readLogin(byte[] body, MethodOf methods) throws LoginException.UnknownLoginMethod {
    LoginRequest request = new LoginRequest();
    JsonBody.read(body, json -> request.readMembers(json, WISHES));
    return new Login(
        request.credential(methods),
        request.mode,
        request.verifierHash,
        request.cookie,
        request.returnTo);
  }

  /**
   * Reads a body that is nothing but a credential, of a method that is known from elsewhere.
   *
   * @throws PayloadTooLargeException if it has more bytes than a body may have
   * @throws InvalidRequestException if it is anything but a flat object of strings
   */
  static Credential readCredentialOf(LoginMethod method, InputStream body) {
    LoginRequest request = new LoginRequest();
    JsonBody.read(JsonBody.bytes(body), json -> request.readFields("", json));
    if (!request.errors.isEmpty()) {
      throw new InvalidRequestException(request.errors);
    }
    return new Credential(method, request.credential);
  }

  private Credential credential(MethodOf methods) throws LoginException.UnknownLoginMethod {
    if (!errors.isEmpty() || method == null) {
      throw new InvalidRequestException(errors);
    }
    return new Credential(methods.code(method), credential);
  }

  /**
   * @param more members that are read besides method and credential
   */
  private void readMembers(JsonParser json, Set<String> more) {
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (!seen.add(name)) {
        reject(name, Reason.DOUBLED);
      }
      switch (name) {
        case "method" -> readMethod(json);
        case "credential" -> readCredential(json);
        default -> {
          if (more.contains(name)) {
            readWish(name, json);
          } else {
            json.skipChildren();
          }
        }
      }
    }
    if (!seen.contains("method")) {
      reject("method", Reason.MISSING);
    }
    if (!seen.contains("credential")) {
      reject("credential", Reason.MISSING);
    }
  }

  private void readMethod(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      reject("method", Reason.WRONG_TYPE);
      json.skipChildren();
      return;
    }
    method = json.getString();
    if (method.isBlank()) {
      reject("method", Reason.BLANK);
    } else if (method.length() > LoginMethod.MAX_LENGTH) {
      reject("method", Reason.TOO_LONG);
    }
  }

  private void readWish(String name, JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      reject(name, Reason.WRONG_TYPE);
      json.skipChildren();
      return;
    }
    String value = json.getString();
    switch (name) {
      case "register" -> {
        mode = RegistrationMode.ASK;
        require(value.equals("ask"), name);
      }
      case "session" -> {
        cookie = true;
        require(value.equals("cookie"), name);
      }
      case "returnTo" -> returnTo = value;
      default -> readVerifierHash(name, value);
    }
  }

  private void require(boolean sound, String name) {
    if (!sound) {
      reject(name, Reason.MALFORMED);
    }
  }

  private void readVerifierHash(String name, String value) {
    try {
      verifierHash = SecretHash.of(Base64.getUrlDecoder().decode(value));
    } catch (IllegalArgumentException noHash) {
      reject(name, Reason.MALFORMED);
    }
  }

  private void readCredential(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      reject("credential", Reason.WRONG_TYPE);
      json.skipChildren();
      return;
    }
    readFields("credential.", json);
  }

  private void readFields(String path, JsonParser json) {
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (!seen.add(name)) {
        reject(path + name, Reason.DOUBLED);
      }
      readField(path + name, name, json);
    }
    if (seen.size() > Credential.MAX_FIELDS) {
      reject(path.isEmpty() ? "body" : "credential", Reason.TOO_MANY);
    }
  }

  private void readField(String path, String name, JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      reject(path, Reason.WRONG_TYPE);
      json.skipChildren();
      return;
    }
    String value = json.getString();
    if (value.length() > Credential.MAX_VALUE_LENGTH) {
      reject(path, Reason.TOO_LONG);
    }
    credential.put(name, value);
  }

  private void reject(String field, Reason reason) {
    FieldError error = new FieldError(field.length() <= MAX_NAME_LENGTH ? field : "body", reason);
    if (errors.size() < MAX_ERRORS && !errors.contains(error)) {
      errors.add(error);
    }
  }
}
