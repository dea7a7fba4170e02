package dev.gatehouse.domain.user;

/**
 * The store cannot be reached or will not commit. It says nothing about whether a user exists.
 *
 * <p>Unchecked, because no caller between the store and the client can do anything about it. The
 * message is for the log.
 */
public final class StorageUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For stores that fail without an exception of their own. */
  public StorageUnavailableException(String message) {
    super(message);
  }
}
