package dev.gatehouse.smssimulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pushes receipts as one vendor does.
 *
 * @param tries how often a request is sent at most
 * @param good the answer that ends the tries
 */
record ReceiptSender(Function<Receipt, String> form, int tries, Pattern good) {

  static ReceiptSender of(String vendor) {
    return switch (vendor) {
      case "aliyun" ->
          new ReceiptSender(ReceiptSender::aliyun, 4, Pattern.compile("\"code\"\\s*:\\s*0\\b"));
      case "tencent" ->
          new ReceiptSender(ReceiptSender::tencent, 3, Pattern.compile("\"result\"\\s*:\\s*0\\b"));
      default -> throw new IllegalArgumentException(vendor + " sends no receipts");
    };
  }

  List<Integer> send(URI to, List<Receipt> receipts) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    receipts.stream().map(form).collect(Collectors.joining(",", "[", "]"))))
            .build();
    List<Integer> statuses = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < tries; i++) {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        statuses.add(answer.statusCode());
        if (answer.statusCode() == 200 && good.matcher(answer.body()).find()) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return statuses;
  }

  private static String aliyun(Receipt receipt) {
    return """
    {"phone_number":"%s","send_time":"2026-11-29 08:00:00","report_time":"2026-11-29 08:00:03",\
    "success":%s,"err_code":"%s","err_msg":"simulated","sms_size":"1","biz_id":"%s","out_id":""}\
    """
        .formatted(
            receipt.number(),
            receipt.delivered(),
            receipt.delivered() ? "DELIVERED" : "MOBILE_NOT_ON_SERVICE",
            receipt.id());
  }

  private static String tencent(Receipt receipt) {
    return """
    {"user_receive_time":"2026-11-29 08:00:03","nationcode":"86","mobile":"%s",\
    "report_status":"%s","errmsg":"%s","description":"simulated","sid":"%s"}\
    """
        .formatted(
            receipt.number(),
            receipt.delivered() ? "SUCCESS" : "FAIL",
            receipt.delivered() ? "DELIVRD" : "UNDELIV",
            receipt.id());
  }
}
