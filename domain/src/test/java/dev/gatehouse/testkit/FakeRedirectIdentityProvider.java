package dev.gatehouse.testkit;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final SequencedMap<String, Predicate<String>> further = new ConcurrentSkipListMap<>();
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

  /** From now on another channel begins in a browser: in those of which the test holds. */
  public FakeRedirectIdentityProvider alsoOffers(String channel, Predicate<String> userAgents) {
    further.put(channel, userAgents);
    return this;
  }

  /** How often a proof was asked for. */
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
    return Stream.concat(Stream.of(WEB, APP), further.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
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
    return channel.equals(WEB) || further.containsKey(channel);
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
    return Stream.concat(Stream.of(WEB), further.keySet().stream()).toList();
  }

  @Override
  public BrowserSupport support(String channel, String userAgent) {
    Predicate<String> works = further.get(channel);
    if (works != null) {
      return new BrowserSupport(works.test(userAgent), "further");
    }
    return userAgent.contains(HINDERING) ? BrowserSupport.UNSUPPORTED : BrowserSupport.SUPPORTED;
  }

  @Override
  public Optional<EmbeddedForm> embeddedForm(String channel) {
    return channel.equals(WEB) ? Optional.ofNullable(form) : Optional.empty();
  }
}
