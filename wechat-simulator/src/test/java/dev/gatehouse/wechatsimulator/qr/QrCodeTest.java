package dev.gatehouse.wechatsimulator.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class QrCodeTest {

  @Test
  void a_reader_reads_what_was_written() throws Exception {
    String text = "http://192.168.1.20:8090/connect/confirm?uuid=0123456789abcdef&lang=cn";

    assertThat(new Decoder().decode(modules(QrCode.svg(text))).getText()).isEqualTo(text);
  }

  /** What is painted black, without the quiet zone. */
  private static BitMatrix modules(String svg) {
    Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
    assertThat(size.find()).isTrue();
    BitMatrix modules = new BitMatrix(Integer.parseInt(size.group(1)) - 8);
    Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (module.find()) {
      modules.set(Integer.parseInt(module.group(1)) - 4, Integer.parseInt(module.group(2)) - 4);
    }
    return modules;
  }
}
