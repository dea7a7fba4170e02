package dev.gatehouse.adapter.phone.receipt;

import dev.gatehouse.adapter.phone.gateway.SettingProblems;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.receipts}.
 *
 * @param secret the last segment of the path to which a vendor sends receipts; empty for none
 * @param addresses the addresses or ranges (CIDR) from which receipts are taken; empty for all
 */
public record ReceiptSettings(
    @DefaultValue("") String secret, @DefaultValue List<String> addresses) {

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{32,128}");

  /** Addresses and ranges alone, none of the shorter forms that the library knows. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefixOnly(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .allow_inet_aton(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .getParentBuilder()
          .toParams();

  public ReceiptSettings {
    addresses = List.copyOf(addresses);
  }

  /** One line for each setting that is wrong, without its value. */
  public List<String> problems() {
    SettingProblems problems = new SettingProblems("gatehouse.phone.receipts.", new ArrayList<>());
    if (!secret.isEmpty()) {
      problems.requireSecret("secret", secret, "what openssl rand -hex 32 prints");
    }
    if (!secret.isEmpty() && !SEGMENT.matcher(secret).matches()) {
      problems.add(
          "secret", "must be 32 to 128 letters and digits, for example of openssl rand -hex 32");
    }
    if (addresses.stream().anyMatch(range -> range(range).isEmpty())) {
      problems.add("addresses", "must be addresses or ranges such as 203.0.113.0/24");
    }
    return problems.lines();
  }

  /** Whether receipts are taken from an address. */
  boolean allows(String address) {
    return addresses.isEmpty()
        || range(address)
            .filter(client ->
                addresses.stream()
                    .flatMap(range -> range(range).stream())
                    .anyMatch(range -> range.contains(client)))
            .isPresent();
  }

  private static Optional<IPAddress> range(String text) {
    return Optional.ofNullable(new IPAddressString(text.strip(), STRICT).getAddress())
        .map(address -> address.isPrefixed() ? address.toPrefixBlock() : address);
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "ReceiptSettings[]";
  }
}
