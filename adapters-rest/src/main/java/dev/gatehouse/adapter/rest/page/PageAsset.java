package dev.gatehouse.adapter.rest.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that belongs to a page, kept in memory and answered under a tag of its content. */
final class PageAsset {

  /** Short: a page and its files change together. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ResponseEntity<byte[]> answer;

  private PageAsset(byte[] content, MediaType type) {
    this.answer =
        ResponseEntity.ok()
            .cacheControl(CacheControl.maxAge(FRESH))
            .eTag(tag(content))
            .contentType(type)
            .body(content);
  }

  /** One that is made here. */
  static PageAsset of(byte[] content, MediaType type) {
    return new PageAsset(content, type);
  }

  /** Reads a file that lies beside this class. */
  static PageAsset read(String name, MediaType type) {
    return new PageAsset(bytes(name), type);
  }

  /** The bytes of a file that lies beside this class. */
  static byte[] bytes(String name) {
    try (InputStream file = PageAsset.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ResponseEntity<byte[]> answer() {
    return answer;
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
