package dev.gatehouse.testkit;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A login method for tests that begins in a browser through the channel {@value #WEB} and elsewhere
 * through {@value #APP}; it knows whose code is whose because it was told. Thread-safe; passes
 * {@link RedirectIdentityProviderContract}.
 */
public final class FakeRedirectIdentityProvider implements RedirectIdentityProvider {

  /** The channel that begins in a browser. */
  public static final String WEB = "web";

  /** The channel that does not. */
  public static final String APP = "app";

  /** What a browser calls itself in which this login does not work. */
  public static final String HINDERING = "HinderingBrowser";

  private final FakeIdentityProvider people;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile @Nullable EmbeddedForm form;

  public FakeRedirectIdentityProvider(LoginMethod method) {
    this.people = new FakeIdentityProvider(method);
  }

  /** From now on the code proves the person of this identification. */
  public FakeRedirectIdentityProvider knows(String code, String identification, String name) {
    people.knows(code, identification, name);
    return this;
  }

  /** From now on every login ends like this. */
  public void fail(LoginException ending) {
    people.fail(ending);
  }

  /** Ends what {@link #fail} began. */
  public void recover() {
    people.recover();
  }

  /** From now on a page can show this form within itself. */
  public FakeRedirectIdentityProvider offers(EmbeddedForm embeddedForm) {
    form = embeddedForm;
    return this;
  }

  /** Ends what {@link #offers} began. */
  public void offersNoForm() {
    form = null;
  }

  /** How often somebody asked for a proof. */
  public int calls() {
    return calls.get();
  }

  /** A credential of this method. */
  public Credential credential(String channel, String code) {
    return new Credential(method(), Map.of(CHANNEL, channel, CODE, code));
  }

  @Override
  public LoginMethod method() {
    return people.method();
  }

  @Override
  public Set<String> channels() {
    return Set.of(WEB, APP);
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    calls.incrementAndGet();
    if (!channels().contains(credential.require(CHANNEL))) {
      throw new LoginException.UnknownChannel();
    }
    return people.authenticate(people.credential(credential.require(CODE)));
  }

  @Override
  public boolean beginsInBrowser(String channel) {
    return channel.equals(WEB);
  }

  @Override
  public URI authorizationPage(AuthorizationRequest request) throws LoginException.UnknownChannel {
    if (!beginsInBrowser(request.channel())) {
      throw new LoginException.UnknownChannel();
    }
    return URI.create(
        "https://provider.example/authorize?callback=%s&state=%s&language=%s"
            .formatted(request.callback(), request.state().value(), request.language()));
  }

  @Override
  public List<String> browserChannels() {
    return List.of(WEB);
  }

  @Override
  public boolean worksIn(String userAgent) {
    return !userAgent.contains(HINDERING);
  }

  @Override
  public Optional<EmbeddedForm> embeddedForm(String channel) {
    return beginsInBrowser(channel) ? Optional.ofNullable(form) : Optional.empty();
  }
}
