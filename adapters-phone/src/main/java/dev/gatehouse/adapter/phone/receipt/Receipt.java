package dev.gatehouse.adapter.phone.receipt;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of one message.
 *
 * @param vendorId the id that the vendor gave the message when it took it
 */
record Receipt(String vendorId, boolean delivered) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The form of one vendor: an array of objects, and what the vendor expects as an answer. */
  enum Form {
    ALIYUN("biz_id", "{\"code\":0,\"msg\":\"OK\"}") {
      @Override
      boolean isDelivered(JsonNode receipt) {
        return receipt.path("success").asBoolean(false);
      }
    },
    TENCENT("sid", "{\"result\":0,\"errmsg\":\"OK\"}") {
      @Override
      boolean isDelivered(JsonNode receipt) {
        return receipt.path("report_status").asString("").equals("SUCCESS");
      }
    };

    private final String id;
    private final String answer;

    Form(String id, String answer) {
      this.id = id;
      this.answer = answer;
    }

    /** The form of a gateway of that name; empty if it sends no receipts. */
    static Optional<Form> of(String gateway) {
      return switch (gateway) {
        case "aliyun" -> Optional.of(ALIYUN);
        case "tencent" -> Optional.of(TENCENT);
        default -> Optional.empty();
      };
    }

    abstract boolean isDelivered(JsonNode receipt);

    /** The body that tells the vendor not to repeat the receipts. */
    String answer() {
      return answer;
    }

    /** The receipts in a body; empty if it has another form. */
    Optional<List<Receipt>> read(byte[] body) {
      try {
        JsonNode receipts = JSON.readTree(body);
        return receipts.isArray()
            ? Optional.of(
                receipts
                    .valueStream()
                    .map(each -> new Receipt(each.path(id).asString(""), isDelivered(each)))
                    .toList())
            : Optional.empty();
      } catch (JacksonException notJson) {
        return Optional.empty();
      }
    }
  }
}
