package dev.gatehouse.adapter.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets {@code getRemoteAddr} of a request say who the client is and not which proxy passed it on
 * (SEC-28). Nothing else is taken from forwarding headers: how browsers reach this service is
 * configured, not believed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class ClientAddressFilter extends OncePerRequestFilter {

  private final TrustedProxies proxies;

  ClientAddressFilter(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ClientAddress peer = ClientAddress.parse(request.getRemoteAddr()).orElse(null);
    if (peer == null) {
      chain.doFilter(request, response);
      return;
    }
    chain.doFilter(new AddressedRequest(request, client(peer, request).toString()), response);
  }

  /**
   * Most proxies write one of the two headers and pass the other on as the client sent it. So where
   * both are there and differ, neither is believed.
   */
  private ClientAddress client(ClientAddress peer, HttpServletRequest request) {
    ClientAddress one =
        claimed(peer, request, ForwardingHeaders.X_FORWARDED_FOR, ForwardingHeaders::xForwardedFor);
    ClientAddress other =
        claimed(peer, request, ForwardingHeaders.FORWARDED, ForwardingHeaders::forwarded);
    if (request.getHeader(ForwardingHeaders.FORWARDED) == null) {
      return one;
    }
    if (request.getHeader(ForwardingHeaders.X_FORWARDED_FOR) == null) {
      return other;
    }
    return one.equals(other) ? one : peer;
  }

  private ClientAddress claimed(
      ClientAddress peer,
      HttpServletRequest request,
      String header,
      Function<List<String>, List<String>> addresses) {
    return proxies.client(peer, addresses.apply(Collections.list(request.getHeaders(header))));
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
