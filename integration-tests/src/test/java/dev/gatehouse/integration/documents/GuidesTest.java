package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guides show is what is built: each code block that names a file, as in {@code ```java
 * examples/…}, is really in that file. A line that is only {@code …} leaves something out.
 */
class GuidesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLE = ROOT.resolve("examples/adapters-corporate/src/main");
  private static final Pattern BLOCK =
      Pattern.compile("^```\\w+ (\\S+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** A block of a guide. */
  record Block(String guide, String file, String text) {

    @Override
    public String toString() {
      return guide + ": " + file;
    }
  }

  static Stream<Block> blocks() throws IOException {
    return Stream.of(
            "add-a-login-method", "swap-an-adapter", "test-with-gatehouse", "connect-an-app")
        .flatMap(name -> Stream.of(name + ".md", name + ".zh-CN.md"))
        .flatMap(guide ->
            BLOCK
                .matcher(guide(guide))
                .results()
                .map(block -> new Block(guide, block.group(1), block.group(2))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void a_block_that_names_a_file_is_in_that_file(Block block) throws IOException {
    String file = unindented(Files.readString(ROOT.resolve(block.file())));

    for (String part : unindented(block.text()).split("\n…\n", -1)) {
      assertThat(file).contains(part.strip());
    }
  }

  @Test
  void the_guide_counts_what_is_there() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(EXAMPLE)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    long lines = 0;
    for (Path file : files) {
      lines += Files.readAllLines(file).size();
    }

    assertThat(guide("add-a-login-method.md"))
        .contains("%d files with %d lines".formatted(files.size(), lines));
    assertThat(guide("add-a-login-method.zh-CN.md"))
        .contains("%d 个文件共 %d 行".formatted(files.size(), lines));
  }

  private static String guide(String name) {
    try {
      return Files.readString(ROOT.resolve("docs").resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
