package dev.gatehouse.adapter.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
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
  private final ForwardingHeader header;

  /**
   * @param header the one that the proxies write: another one they pass on as a client sent it
   */
  ClientAddressFilter(TrustedProxies proxies, ForwardingHeader header) {
    this.proxies = proxies;
    this.header = header;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ClientAddress peer = ClientAddress.ofPeer(request.getRemoteAddr()).orElse(null);
    if (peer == null) {
      chain.doFilter(request, response);
      return;
    }
    chain.doFilter(new AddressedRequest(request, client(peer, request).toString()), response);
  }

  private ClientAddress client(ClientAddress peer, HttpServletRequest request) {
    return proxies.client(
        peer, header.addresses(Collections.list(request.getHeaders(header.field()))));
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
