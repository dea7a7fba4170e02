package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /openapi.json}: what this API does, for programs. Written by hand ({@code
 * docs/openapi.json}); of it, what is switched on here.
 */
@RestController
final class OpenApiController {

  private final Supplier<PageAsset> description;

  /**
   * @param mappings asked for with the first request, when all of them are there
   */
  OpenApiController(Supplier<RequestMappingHandlerMapping> mappings, PublicUrl publicUrl) {
    this.description =
        SingletonSupplier.of(() ->
            PageAsset.of(
                describe(addresses(mappings.get()), publicUrl), MediaType.APPLICATION_JSON));
  }

  @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> description() {
    return description.get().answer();
  }

  private static Set<String> addresses(RequestMappingHandlerMapping mappings) {
    return mappings.getHandlerMethods().keySet().stream()
        .flatMap(mapping -> mapping.getPatternValues().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static byte[] describe(Set<String> addresses, PublicUrl publicUrl) {
    try (InputStream file = OpenApiController.class.getResourceAsStream("openapi.json")) {
      if (file == null) {
        throw new IllegalStateException("openapi.json is missing from the jar");
      }
      ObjectNode whole = (ObjectNode) JsonMapper.shared().readTree(file);
      ((ObjectNode) whole.path("paths")).retain(addresses);
      whole.putArray("servers").addObject().put("url", publicUrl.toString());
      return JsonMapper.shared().writeValueAsBytes(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
