package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Login method {@code WX}, or {@code WX.<name>} for a further Open Platform account: the credential
 * is {@code channel} and {@code code}, the identification is WeChat's unionid, because it alone is
 * the same for all apps of one Open Platform account.
 */
final class WeChatIdentityProvider implements RedirectIdentityProvider {

  private final LoginMethod method;
  private final Map<String, WeChatChannel> channels;
  private final Duration time;

  /**
   * @param time for a whole login, all calls together
   */
  WeChatIdentityProvider(LoginMethod method, Map<String, WeChatChannel> channels, Duration time) {
    this.method = method;
    this.channels = Map.copyOf(channels);
    this.time = time;
  }

  @Override
  public LoginMethod method() {
    return method;
  }

  @Override
  public Set<String> channels() {
    return channels.keySet();
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    String name = credential.require(CHANNEL);
    String code = credential.require(CODE);
    WeChatChannel channel = channels.get(name);
    if (channel == null) {
      throw new LoginException.UnknownChannel();
    }
    return channel.authenticate(code, Deadline.in(time));
  }

  @Override
  public boolean beginsInBrowser(String channel) {
    return ofBrowsers(channel).isPresent();
  }

  @Override
  public URI authorizationPage(AuthorizationRequest request) throws LoginException.UnknownChannel {
    return ofBrowsers(request.channel())
        .orElseThrow(LoginException.UnknownChannel::new)
        .authorizationPage(request);
  }

  @Override
  public List<String> browserChannels() {
    return channels.keySet().stream().filter(this::beginsInBrowser).sorted().toList();
  }

  @Override
  public BrowserSupport support(String channel, String userAgent) {
    return ofBrowsers(channel)
        .map(found -> found.support(UserAgent.of(userAgent)))
        .orElse(BrowserSupport.UNSUPPORTED);
  }

  @Override
  public Optional<EmbeddedForm> embeddedForm(String channel) {
    return ofBrowsers(channel).flatMap(WeChatChannel.OfBrowsers::embeddedForm);
  }

  /**
   * The phone number for a code of the phone button of a mini program, in the form of E.164.
   *
   * @throws LoginException.UnknownChannel if the channel is no mini program
   */
  String phoneNumber(Credential credential) throws LoginException {
    String name = credential.require(CHANNEL);
    String code = credential.require(CODE);
    if (channels.get(name) instanceof MiniProgramChannel channel) {
      return channel.phoneNumber(code, Deadline.in(time));
    }
    throw new LoginException.UnknownChannel();
  }

  /** Whether a channel is a mini program. */
  boolean isMiniProgram(String channel) {
    return channels.get(channel) instanceof MiniProgramChannel;
  }

  /**
   * The phone number as {@link #phoneNumber} gives it, of the person who logs in with the code in
   * the field {@code loginCode}.
   *
   * @throws LoginException.CredentialRejected if the two codes are of two persons
   */
  String provenPhoneNumber(Credential credential) throws LoginException {
    String name = credential.require(CHANNEL);
    String code = credential.require(CODE);
    String loginCode = credential.require("loginCode");
    if (channels.get(name) instanceof MiniProgramChannel channel) {
      return channel.phoneNumber(code, loginCode, Deadline.in(time));
    }
    throw new LoginException.UnknownChannel();
  }

  private Optional<WeChatChannel.OfBrowsers> ofBrowsers(String channel) {
    return channels.get(channel) instanceof WeChatChannel.OfBrowsers found
        ? Optional.of(found)
        : Optional.empty();
  }
}
