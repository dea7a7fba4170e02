package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/** Answers callbacks of attempts that are no logins: proofs of users who are signed in. */
@FunctionalInterface
public interface ProofCallbacks {

  /**
   * Answers a callback, if the browser keeps a proof of its state.
   *
   * @return empty if it keeps none
   */
  Optional<ResponseEntity<?>> answer(
      Callback callback, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, AccountException;
}
