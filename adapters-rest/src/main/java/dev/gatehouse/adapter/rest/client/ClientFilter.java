package dev.gatehouse.adapter.rest.client;

import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.RequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Establishes who the client is. {@code getRemoteAddr} of a request says so from here on, and not
 * which proxy passed it on (SEC-28); audit records say so as well, and in which request (SEC-31).
 * Nothing else is taken from forwarding headers: how browsers reach this service is configured, not
 * believed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class ClientFilter extends OncePerRequestFilter {

  private final TrustedProxies proxies;
  private final ForwardingHeader header;

  /**
   * @param header the one that the proxies write: another one they pass on as a client sent it
   */
  ClientFilter(TrustedProxies proxies, ForwardingHeader header) {
    this.proxies = proxies;
    this.header = header;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpServletRequest addressed = addressed(request);
    ClientInfo client = new ClientInfo(addressed.getRemoteAddr(), TraceIdFilter.of(request));
    Optional<ServletException> failure =
        RequestContext.with(client, () -> passOn(addressed, response, chain));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Returns one of its two kinds of failure, because a scoped value lets only one through. */
  private static Optional<ServletException> passOn(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, response);
      return Optional.empty();
    } catch (ServletException e) {
      return Optional.of(e);
    }
  }

  /**
   * The address of the client, for a request that has not passed this filter.
   *
   * @return empty if a trusted proxy sent the request and names no client: there may be many
   */
  public Optional<ClientAddress> client(HttpServletRequest request) {
    return ClientAddress.ofPeer(request.getRemoteAddr())
        .map(peer -> client(peer, request))
        .filter(client -> !proxies.contains(client));
  }

  private HttpServletRequest addressed(HttpServletRequest request) {
    ClientAddress peer = ClientAddress.ofPeer(request.getRemoteAddr()).orElse(null);
    return peer == null ? request : new AddressedRequest(request, client(peer, request).toString());
  }

  private ClientAddress client(ClientAddress peer, HttpServletRequest request) {
    // The value is null if the container refused the request within it.
    List<String> lines =
        Collections.list(request.getHeaders(header.field())).stream()
            .filter(Objects::nonNull)
            .toList();
    return proxies.client(peer, header.addresses(lines));
  }

  private static final class AddressedRequest extends HttpServletRequestWrapper {

    private final String address;

    AddressedRequest(HttpServletRequest request, String address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }

    @Override
    public String getRemoteHost() {
      return address;
    }
  }
}
