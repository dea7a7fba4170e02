package dev.gatehouse.adapter.rest.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A body from a client: bounded while it is read, and one JSON object or refused. */
public final class JsonBody {

  /** What we read is two deep; no member that is read over may make the parser work harder. */
  private static final int MAX_DEPTH = 16;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonBody() {}

  /**
   * Refuses a body that does not call itself JSON in UTF-8, before it is read: another site can
   * have a browser send any other type, and a firewall would read another encoding differently.
   *
   * @throws HttpMediaTypeNotSupportedException if the request has another content type or none
   */
  public static void requireContentType(HttpServletRequest request)
      throws HttpMediaTypeNotSupportedException {
    MediaType type;
    try {
      type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
    } catch (InvalidMediaTypeException e) {
      throw new HttpMediaTypeNotSupportedException("not a media type");
    }
    if (!MediaType.APPLICATION_JSON.includes(type)
        || (type.getCharset() != null && !UTF_8.equals(type.getCharset()))) {
      throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
    }
  }

  /**
   * The bytes of a body that calls itself JSON in UTF-8, as {@link #requireContentType} asks.
   *
   * @throws HttpMediaTypeNotSupportedException if the request has another content type or none
   * @throws PayloadTooLargeException if there are more than a body may have
   */
  public static byte[] of(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
    requireContentType(request);
    try {
      return bytes(request.getInputStream());
    } catch (IOException e) {
      throw new InvalidRequestException("body", Reason.NOT_JSON);
    }
  }

  /**
   * The bytes of a body, which {@link BodyLimitFilter} bounds for every request.
   *
   * @throws PayloadTooLargeException if there are more than a body may have
   */
  public static byte[] bytes(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (IOException e) {
      // The client broke off or was too slow; it may not read the answer.
      throw new InvalidRequestException("body", Reason.NOT_JSON);
    }
  }

  /**
   * Walks through an object.
   *
   * @param members reads the members, from before the first name to the end of the object
   * @throws InvalidRequestException if the body is anything but one JSON object
   */
  public static void read(byte[] body, Consumer<JsonParser> members) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text(body))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidRequestException("body", Reason.NOT_JSON);
      }
      members.accept(json);
      if (json.nextToken() != null) {
        throw new InvalidRequestException("body", Reason.NOT_JSON);
      }
    } catch (JacksonException e) {
      throw new InvalidRequestException("body", Reason.NOT_JSON);
    }
  }

  /**
   * Reads an object of which one member counts; the others are read over.
   *
   * @return the member as it was sent; empty if it is absent
   * @throws InvalidRequestException if the body is anything but one JSON object, or the member is
   *     no string or is there twice
   */
  public static Optional<String> readString(String member, byte[] body) {
    return Optional.ofNullable(readStrings(Set.of(member), body).get(member));
  }

  /**
   * Reads an object of which some members count, which are strings; the others are read over.
   *
   * @return the members that are there
   * @throws InvalidRequestException if the body is anything but one JSON object, or a member is no
   *     string or is there twice
   */
  public static Map<String, String> readStrings(Set<String> members, byte[] body) {
    Map<String, String> found = new HashMap<>();
    read(
        body,
        json -> {
          while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            if (!members.contains(member)) {
              json.skipChildren();
            } else if (found.containsKey(member)) {
              throw new InvalidRequestException(member, Reason.DOUBLED);
            } else if (value != JsonToken.VALUE_STRING) {
              throw new InvalidRequestException(member, Reason.WRONG_TYPE);
            } else {
              found.put(member, json.getString());
            }
          }
        });
    return found;
  }

  /**
   * The text of a body in UTF-8, perhaps with a byte order mark. The parser itself would also take
   * UTF-16 and UTF-32, which a firewall before this service reads as something else.
   */
  private static String text(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("body", Reason.NOT_JSON);
    }
  }
}
