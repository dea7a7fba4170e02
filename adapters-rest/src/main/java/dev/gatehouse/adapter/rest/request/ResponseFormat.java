package dev.gatehouse.adapter.rest.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The form of answer that is wanted of an address that serves both people and programs. */
public enum ResponseFormat {
  /** A browser asks, and shows the answer to a person. */
  PAGE,
  /** A program asks. */
  JSON,
  /** The request names no form, or prefers neither. */
  EITHER;

  /** The form that the {@code Accept} headers of a request prefer. */
  public static ResponseFormat wantedBy(HttpServletRequest request) {
    return wantedBy(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
  }

  /** Reads {@code Accept} headers; what cannot be read says nothing. */
  static ResponseFormat wantedBy(List<String> headers) {
    List<MediaType> accepted;
    try {
      accepted = MediaType.parseMediaTypes(headers);
    } catch (InvalidMediaTypeException malformed) {
      return EITHER;
    }
    int page = welcome(MediaType.TEXT_HTML, accepted);
    int json = welcome(MediaType.APPLICATION_JSON, accepted);
    if (page == json) {
      return EITHER;
    }
    return page > json ? PAGE : JSON;
  }

  /**
   * How welcome a type is: as the range says that names it best (RFC 9110, 12.5.1), and of types of
   * one quality the one that is named better. Programs that want JSON but take anything send both
   * the name and a wildcard.
   */
  private static int welcome(MediaType type, List<MediaType> accepted) {
    return accepted.stream()
        .filter(range -> range.includes(type))
        .max(Comparator.comparingInt(ResponseFormat::exactness))
        .filter(range -> range.getQualityValue() > 0)
        .map(range -> (int) Math.round(range.getQualityValue() * 1000) * 10 + exactness(range))
        .orElse(0);
  }

  private static int exactness(MediaType range) {
    if (range.isWildcardType()) {
      return 0;
    }
    return range.isWildcardSubtype() ? 1 : 2;
  }
}
