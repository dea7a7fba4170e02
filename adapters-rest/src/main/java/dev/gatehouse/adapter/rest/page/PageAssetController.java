package dev.gatehouse.adapter.rest.page;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** {@code GET /sign-in/…}: how our pages look, and what the sign-in page does by itself. */
@RestController
final class PageAssetController {

  private final PageAsset style;
  private final PageAsset script =
      PageAsset.read("page.js", MediaType.valueOf("text/javascript;charset=UTF-8"));
  private final PageAsset icon = PageAsset.read("icon.svg", MediaType.valueOf("image/svg+xml"));

  private final MethodFiles methods;

  PageAssetController(HtmlFrame frame, MethodFiles methods) {
    this.methods = methods;
    style =
        PageAsset.of(
            (new String(PageAsset.bytes("page.css"), StandardCharsets.UTF_8) + frame.css())
                .getBytes(StandardCharsets.UTF_8),
            MediaType.valueOf("text/css;charset=UTF-8"));
  }

  @GetMapping("/sign-in/page.css")
  ResponseEntity<byte[]> style() {
    return style.answer();
  }

  /** A mark or a script that a login method brings. */
  @GetMapping("/sign-in/methods/{file}")
  ResponseEntity<byte[]> ofMethod(@PathVariable String file, HttpServletRequest request)
      throws NoResourceFoundException {
    PageAsset asset = methods.file(file);
    if (asset == null) {
      throw new NoResourceFoundException(HttpMethod.GET, request.getRequestURI(), file);
    }
    return asset.answer();
  }

  @GetMapping("/sign-in/page.js")
  ResponseEntity<byte[]> script() {
    return script.answer();
  }

  @GetMapping("/sign-in/icon.svg")
  ResponseEntity<byte[]> icon() {
    return icon.answer();
  }
}
