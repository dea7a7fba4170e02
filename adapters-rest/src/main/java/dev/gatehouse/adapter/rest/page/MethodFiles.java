package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.domain.identity.LoginMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * The files that login methods bring for our pages: their mark ({@code gatehouse/page/<code>.svg})
 * and the script of their form. A method whose code is {@code X.name} has the files of {@code X}.
 */
final class MethodFiles {

  private static final String PLACE = "gatehouse/page/";
  private static final String ADDRESS = "/sign-in/methods/";
  private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
  private static final MediaType MARK = MediaType.valueOf("image/svg+xml");

  private final Map<String, PageAsset> files = new LinkedHashMap<>();

  /** Reads the files of the methods that are installed. */
  MethodFiles(Collection<LoginMethod> installed) {
    for (LoginMethod method : installed) {
      read(file(method, ".svg"), MARK);
      read(file(method, ".js"), SCRIPT);
    }
  }

  /** The file of a name; null if no installed method has it. */
  @Nullable PageAsset file(String name) {
    return files.get(name);
  }

  /** Where the mark of a method is; empty if it has none. */
  String mark(LoginMethod method) {
    return address(file(method, ".svg"));
  }

  /** Where the script of a method is; empty if it has none. */
  String script(LoginMethod method) {
    return address(file(method, ".js"));
  }

  /** The text of a file of a method; empty if there is none. */
  static Optional<byte[]> content(LoginMethod method, String extension) {
    return content(file(method, extension));
  }

  private static String file(LoginMethod method, String extension) {
    return method.code().split("\\.", 2)[0] + extension;
  }

  private String address(String name) {
    return files.containsKey(name) ? ADDRESS + name : "";
  }

  private void read(String name, MediaType type) {
    content(name).ifPresent(content -> files.put(name, PageAsset.of(content, type)));
  }

  private static Optional<byte[]> content(String name) {
    try (InputStream file = MethodFiles.class.getClassLoader().getResourceAsStream(PLACE + name)) {
      return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
