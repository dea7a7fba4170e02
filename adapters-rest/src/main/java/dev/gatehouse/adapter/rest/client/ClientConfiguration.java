package dev.gatehouse.adapter.rest.client;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Establishes of each request who sent it, and the id under which it is known. */
@Configuration(proxyBeanMethods = false)
public class ClientConfiguration {

  @Bean
  PublicPathFilter publicPathFilter(PublicUrl publicUrl) {
    return new PublicPathFilter(publicUrl);
  }

  @Bean
  TraceIdFilter traceIdFilter() {
    return new TraceIdFilter();
  }

  @Bean
  ClientFilter clientFilter(ProxySettings proxies) {
    return new ClientFilter(proxies.proxies(), proxies.header());
  }
}
