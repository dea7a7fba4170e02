package dev.gatehouse.integration.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** ShellCheck finds no mistake in the scripts, nor in the steps of workflows. */
@Tag("shellcheck")
class ShellScriptsTest {

  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  @Test
  void no_script_has_a_mistake() throws Exception {
    List<Path> scripts = new ArrayList<>();
    for (String folder : List.of("bin", "bin/lib", ".ci")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file);
          if (text.startsWith("#!/bin/sh\n") || text.contains("# shellcheck shell=sh\n")) {
            scripts.add(ROOT.relativize(file));
          }
        }
      }
    }

    assertThat(scripts)
        .contains(Path.of("bin/test"), Path.of("bin/lib/common.sh"), Path.of(".ci/run"));
    assertThat(mistakes(scripts)).isEmpty();
  }

  @Test
  void no_step_of_a_workflow_has_a_mistake() throws Exception {
    List<Path> steps = new ArrayList<>();
    try (Stream<Path> workflows = Files.list(ROOT.resolve(".github/workflows"))) {
      for (Path workflow : workflows.toList()) {
        List<String> runs =
            JsonPath.read(
                new Yaml().<Object>load(Files.readString(workflow)), "$.jobs.*.steps[*].run");
        for (String run : runs) {
          // GitHub's runner puts the values in before a shell reads the step.
          String text = "#!/bin/bash\n" + run.replaceAll("\\$\\{\\{.*?}}", "value");
          steps.add(
              Files.writeString(
                  folder.resolve(workflow.getFileName() + "." + steps.size() + ".sh"), text));
        }
      }
    }

    assertThat(steps).hasSizeGreaterThan(5);
    assertThat(mistakes(steps)).isEmpty();
  }

  /** That ShellCheck is really asked. */
  @Test
  void a_mistake_is_found() throws Exception {
    Path script = Files.writeString(folder.resolve("wrong"), "#!/bin/sh\nrm -rf $1\n");

    assertThat(mistakes(List.of(script))).contains("SC2086");
  }

  /** The fallback in {@code a && b || fail} is meant for both. */
  private static String mistakes(List<Path> scripts) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("shellcheck", "--external-sources", "--format=gcc", "--exclude=SC2015"));
    scripts.forEach(script -> command.add(script.toString()));
    Process shellCheck =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    String output = new String(shellCheck.getInputStream().readAllBytes(), UTF_8);
    assertThat(shellCheck.waitFor()).as(output).isBetween(0, 1);
    return output;
  }
}
