package dev.gatehouse.adapter.phone.limit;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.limits}. Each is a list such as {@code 1/60s,5/1h}.
 *
 * @param number messages to one number
 * @param address messages that one address asks for (IPv6: one /64)
 * @param addressNumbers distinct numbers that one address asks for
 * @param wrongCodes wrong codes from one address
 * @param total messages of this service
 */
public record LimitSettings(
    @DefaultValue({"1/60s", "5/1h", "10/24h"}) List<Limit> number,
    @DefaultValue({"10/10m", "60/24h"}) List<Limit> address,
    @DefaultValue("5/1h") List<Limit> addressNumbers,
    @DefaultValue("30/1h") List<Limit> wrongCodes,
    @DefaultValue("60/1m") List<Limit> total) {

  /** A tally has room for a few windows. */
  private static final int MOST_WINDOWS = 4;

  public LimitSettings {
    number = List.copyOf(number);
    address = List.copyOf(address);
    addressNumbers = List.copyOf(addressNumbers);
    wrongCodes = List.copyOf(wrongCodes);
    total = List.copyOf(total);
    for (List<Limit> limits : List.of(number, address, addressNumbers, wrongCodes, total)) {
      if (limits.isEmpty() || limits.size() > MOST_WINDOWS) {
        throw new IllegalArgumentException(
            "each of gatehouse.phone.limits needs 1 to " + MOST_WINDOWS + " limits such as 5/1h");
      }
    }
  }
}
