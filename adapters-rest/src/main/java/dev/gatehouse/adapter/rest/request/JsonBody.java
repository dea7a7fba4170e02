package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A body that anybody may send: bounded while it is read, and one JSON object or refused. */
public final class JsonBody {

  /** The longest body, in bytes (SEC-29). */
  public static final int MAX_BYTES = BoundedBody.MAX_BYTES;

  /** What we read is two deep; no member that is read over may make the parser work harder. */
  private static final int MAX_DEPTH = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonBody() {}

  /**
   * The bytes of a body.
   *
   * @throws PayloadTooLargeException if there are more than {@value #MAX_BYTES}
   */
  public static byte[] bytes(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new PayloadTooLargeException();
      }
      return bytes;
    } catch (IOException e) {
      // The client broke off or was too slow; nobody may be left to read the answer.
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
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
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
}
