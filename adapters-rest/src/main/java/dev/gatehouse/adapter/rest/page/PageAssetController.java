package dev.gatehouse.adapter.rest.page;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /sign-in/…}: how our pages look, and what the sign-in page does by itself. */
@RestController
final class PageAssetController {

  private final PageAsset style =
      PageAsset.read("page.css", MediaType.valueOf("text/css;charset=UTF-8"));
  private final PageAsset script =
      PageAsset.read("page.js", MediaType.valueOf("text/javascript;charset=UTF-8"));
  private final PageAsset icon = PageAsset.read("icon.svg", MediaType.valueOf("image/svg+xml"));

  @GetMapping("/sign-in/page.css")
  ResponseEntity<byte[]> style() {
    return style.answer();
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
