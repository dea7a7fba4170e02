package dev.gatehouse.adapter.persistence.schema;

/**
 * The schema is not one that the service can run on, and not one that it may change. The message is
 * for the operator: what is wrong and what to do, no personal data, no secret.
 */
final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
