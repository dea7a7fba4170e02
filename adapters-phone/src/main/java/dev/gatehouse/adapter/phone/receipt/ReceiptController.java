package dev.gatehouse.adapter.phone.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.phone.limit.SentMessages;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/logins/P/receipts/<gateway>/<secret>}: a vendor says which messages arrived. No
 * vendor signs receipts, so a receipt is counted once, for a message that the vendor took, and does
 * nothing else.
 */
@RestController
public final class ReceiptController {

  /** The path up to the name of the gateway. */
  public static final String PATH = "/v1/logins/P/receipts/";

  /** Room for a hundred receipts, the most that vendors send at once. */
  public static final int MOST_BYTES = 64 * 1024;

  private final ReceiptSettings settings;
  private final SentMessages messages;
  private final Supplier<String> address;
  private final Counter delivered;
  private final Counter failed;

  /**
   * @param address of the client of the present request
   */
  public ReceiptController(
      ReceiptSettings settings,
      SentMessages messages,
      Supplier<String> address,
      MeterRegistry metrics) {
    this.settings = settings;
    this.messages = messages;
    this.address = address;
    this.delivered = counter(metrics, "delivered");
    this.failed = counter(metrics, "failed");
  }

  /**
   * A vendor repeats what is not answered with success.
   *
   * @throws InvalidCredential if the path or the address is wrong, or the body holds no receipts
   */
  @PostMapping(path = PATH + "{gateway}/{secret}", produces = "application/json")
  String receive(@PathVariable String gateway, @PathVariable String secret, InputStream body)
      throws InvalidCredential, IOException {
    Receipt.Form form = Receipt.Form.of(gateway).orElseThrow(ReceiptController::refused);
    if (!isSecret(secret) || !settings.allows(address.get())) {
      throw refused();
    }
    for (Receipt receipt :
        form.read(body.readNBytes(MOST_BYTES)).orElseThrow(ReceiptController::refused)) {
      if (messages.received(gateway, receipt.vendorId())) {
        (receipt.delivered() ? delivered : failed).increment();
      }
    }
    return form.answer();
  }

  private static InvalidCredential refused() {
    return new InvalidCredential("receipts", InvalidCredential.Reason.MALFORMED);
  }

  private boolean isSecret(String segment) {
    return MessageDigest.isEqual(segment.getBytes(UTF_8), settings.secret().getBytes(UTF_8));
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Counter.builder("gatehouse.sms.delivered")
        .description("messages whose receipt came, by what the vendor says of them")
        .tag("outcome", outcome)
        .register(metrics);
  }
}
