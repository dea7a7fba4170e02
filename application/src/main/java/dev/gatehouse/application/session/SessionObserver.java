package dev.gatehouse.application.session;

/**
 * Is told what happens to sessions, each time after the store has written it. A session that merely
 * expires is not told of: no call ends it.
 *
 * <p>Implementations are thread-safe. They never wait and never throw, because the user's call is
 * done and waits for its answer.
 */
public interface SessionObserver {

  /** A session was opened by a login. */
  void opened();

  /** A refresh token was traded for its successor. A repeated answer is not told of. */
  void refreshed();

  /** Sessions of one user were ended before their time. */
  void ended(SessionEnd end);

  /** A request was refused for the sake of a session. */
  void refused(SessionRefusal why);
}
