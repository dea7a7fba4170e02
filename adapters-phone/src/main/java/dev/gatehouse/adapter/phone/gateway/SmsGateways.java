package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The configured gateways in their order. The next one sends the same message if the one before
 * certainly did not, for a reason that lies with the operator or the vendor; so a person receives
 * one message at most. Thread-safe.
 */
public final class SmsGateways implements SmsGateway {

  private final List<? extends SmsGateway> gateways;

  SmsGateways(List<? extends SmsGateway> gateways) {
    this.gateways = List.copyOf(gateways);
  }

  /**
   * What gateways are made of.
   *
   * @param taken is told the gateway and the vendor's id of each message that a vendor took
   */
  public record Parts(
      Call.Sender http,
      FailureLog failures,
      Clock clock,
      MeterRegistry metrics,
      Supplier<String> nonces,
      BiConsumer<String, String> taken) {

    /** The gateway of Aliyun. */
    public SmsGateway aliyun(AliyunSettings settings) {
      return guarded(
          AliyunGateway.NAME, new AliyunGateway(settings, http, failures, clock, nonces));
    }

    /** The gateway of Tencent Cloud. */
    public SmsGateway tencent(TencentSettings settings) {
      return guarded(TencentGateway.NAME, new TencentGateway(settings, http, failures, clock));
    }

    /** A gateway of the operator's own. */
    public SmsGateway http(HttpSettings settings) {
      return guarded(HttpGateway.NAME, new HttpGateway(settings, http, failures));
    }

    private SmsGateway guarded(String name, SmsGateway gateway) {
      return new GuardedGateway(name, gateway, clock, metrics, taken);
    }
  }

  /**
   * The gateways together.
   *
   * @param gateways not empty; the first is asked first
   */
  public static SmsGateway inOrder(List<SmsGateway> gateways) {
    return new SmsGateways(gateways);
  }

  @Override
  public Handover send(PhoneNumber to, SmsMessage message) throws LoginException {
    for (SmsGateway gateway : gateways.subList(0, gateways.size() - 1)) {
      try {
        return gateway.send(to, message);
      } catch (ProviderMisconfigured | ProviderUnavailable notSent) {
        // Logged by the gateway; the next one takes over.
      }
    }
    return gateways.getLast().send(to, message);
  }
}
