package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.Admission.LoginAnswer;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.OpenedSession;
import dev.gatehouse.application.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets in whom a login named: with a session, where sessions are on. Thread-safe. */
final class Admissions {

  private final @Nullable SessionAnswers sessions;

  /**
   * @param sessions null when sessions are off
   */
  Admissions(@Nullable SessionAnswers sessions) {
    this.sessions = sessions;
  }

  /** Opens a session of its own for each login (SEC-25). */
  Admission admit(LoginResult result) {
    UserAnswer user = UserAnswer.of(result.user());
    boolean registered =
        switch (result) {
          case LoginResult.Registered r -> true;
          case LoginResult.Returned r -> false;
        };
    if (sessions == null) {
      return new Admission(new LoginAnswer(user, registered, null), List.of(), null);
    }
    OpenedSession opened = sessions.open(result.user());
    return new Admission(
        new LoginAnswer(user, registered, sessions.body(opened)),
        List.of(sessions.cookie(opened)),
        opened.session().id());
  }

  /** Whether the browser that sends a request holds this session, and it goes on. */
  boolean isHeld(SessionId session, HttpServletRequest request) {
    return sessions != null && sessions.isHeld(session, request);
  }
}
