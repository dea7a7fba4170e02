package dev.gatehouse.adapter.rest.token;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Records of one kind as sealed text: a client can neither read nor change them, nor show one in
 * place of another kind. Thread-safe.
 */
public final class SealedRecords<T> {

  private final String purpose;
  private final Seal seal;
  private final Writer<T> writer;
  private final Reader<T> reader;

  /** Writes a record. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T value, DataOutputStream out) throws IOException;
  }

  /** Reads what a {@link Writer} wrote; throws for what it did not write. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /**
   * @param purpose part of what is sealed: another kind or form of content needs another name
   */
  public SealedRecords(
      String purpose, SigningKeys keys, SecureRandom random, Writer<T> writer, Reader<T> reader) {
    this.purpose = purpose;
    this.seal = new Seal(keys.derive(purpose), random);
    this.writer = writer;
    this.reader = reader;
  }

  /** A record as text, in characters that a cookie or a form may hold. */
  public String write(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return seal.seal(purpose, bytes.toByteArray());
  }

  /** The record; empty for what was not written here. */
  public Optional<T> read(String text) {
    return seal.open(purpose, text).flatMap(this::parse);
  }

  private Optional<T> parse(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(reader.read(in));
    } catch (IOException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
