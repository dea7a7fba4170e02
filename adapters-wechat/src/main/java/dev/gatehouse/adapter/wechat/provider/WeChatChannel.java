package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.LoginException;
import java.net.URI;
import java.util.Optional;

/** One WeChat app and the way it logs people in. Immutable and thread-safe. */
interface WeChatChannel {

  /** Proves a code of this app. */
  Authentication authenticate(String code, Deadline deadline) throws LoginException;

  /** A channel whose logins begin in a browser. */
  interface OfBrowsers extends WeChatChannel {

    /** The page on which WeChat asks for consent. */
    URI authorizationPage(AuthorizationRequest request);

    /** Whether the page works in a browser. */
    BrowserSupport support(UserAgent browser);

    /** WeChat's form within a page of ours; empty if there is none. */
    Optional<EmbeddedForm> embeddedForm();
  }
}
