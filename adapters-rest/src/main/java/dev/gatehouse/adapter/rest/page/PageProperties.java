package dev.gatehouse.adapter.rest.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How our pages look: each problem is one line that names the setting and the fix.
 *
 * @param productName the name of the product, in both languages
 * @param logo an https URL, a path of this host or a data URL of an image
 * @param color the colour of buttons and links, {@code #rrggbb}; pages in dark mode use a lighter
 *     shade
 * @param termsUrl the terms of service, https
 * @param privacyUrl the privacy policy, https
 */
@ConfigurationProperties("gatehouse.page")
record PageProperties(
    @Nullable String productName,
    @Nullable String logo,
    @Nullable String color,
    @Nullable String termsUrl,
    @Nullable String privacyUrl) {

  private static final String PREFIX = "gatehouse.page.";
  private static final int LONGEST_NAME = 40;
  private static final Pattern PATH = Pattern.compile("/(?!/)[\\w./~%-]*");
  private static final Pattern IMAGE =
      Pattern.compile("data:image/(png|jpeg|webp|gif|svg\\+xml);base64,[A-Za-z0-9+/]+={0,2}");

  PageProperties {
    List<String> problems = new ArrayList<>();
    if (productName != null && (productName.isBlank() || productName.length() > LONGEST_NAME)) {
      problems.add(PREFIX + "product-name must have 1 to " + LONGEST_NAME + " characters");
    }
    if (logo != null
        && !PATH.matcher(logo).matches()
        && !IMAGE.matcher(logo).matches()
        && !isHttps(logo)) {
      problems.add(
          PREFIX
              + "logo must be an https URL, a path of this host such as /logo.svg, or an image as"
              + " data:image/png;base64,…");
    }
    if (color != null) {
      try {
        PageColors.of(color);
      } catch (IllegalArgumentException e) {
        problems.add(PREFIX + "color " + e.getMessage());
      }
    }
    requireHttps("terms-url", termsUrl, problems);
    requireHttps("privacy-url", privacyUrl, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private static void requireHttps(String name, @Nullable String url, List<String> problems) {
    if (url != null && !isHttps(url)) {
      problems.add(PREFIX + name + " must be an https URL such as https://shop.example/" + name);
    }
  }

  private static boolean isHttps(String text) {
    try {
      URI uri = new URI(text);
      return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
