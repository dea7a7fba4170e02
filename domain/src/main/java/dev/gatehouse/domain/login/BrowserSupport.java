package dev.gatehouse.domain.login;

import java.util.Objects;

/**
 * Whether a person can log in through a channel with a certain browser, and which words a page uses
 * for it.
 *
 * @param supported whether the login works in this browser
 * @param variant what follows, after a dot, the keys of the texts of the login method: {@code
 *     page.sign_in} and {@code page.notice} if it works, {@code page.hindrance} if it does not.
 *     Empty for the texts of the plain keys, which also replace missing ones.
 */
public record BrowserSupport(boolean supported, String variant) {

  /** It works, and the plain texts say so. */
  public static final BrowserSupport SUPPORTED = new BrowserSupport(true, "");

  /** It does not work, and the plain texts say so. */
  public static final BrowserSupport UNSUPPORTED = new BrowserSupport(false, "");

  public BrowserSupport {
    Objects.requireNonNull(variant, "variant");
  }
}
