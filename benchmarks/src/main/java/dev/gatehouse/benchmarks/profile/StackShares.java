package dev.gatehouse.benchmarks.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the samples of a profile lie, by whose code it is.
 *
 * @param total of samples
 * @param self samples in which the owner's own code was at the top of the Java stack, with whatever
 *     it made the JVM and the kernel do
 * @param within samples in which the class was anywhere on the stack
 */
record StackShares(long total, Map<String, Long> self, Map<String, Long> within) {

  private static final int SHOWN = 40;

  /** Reads stacks as async-profiler writes them: frames from the outermost on, and a count. */
  static StackShares of(List<String> collapsed) {
    long total = 0;
    Map<String, Long> self = new HashMap<>();
    Map<String, Long> within = new HashMap<>();
    for (String line : collapsed) {
      int blank = line.lastIndexOf(' ');
      long count = Long.parseLong(line.substring(blank + 1));
      String[] frames = line.substring(0, blank).split(";", -1);
      total += count;
      self.merge(owner(frames), count, Long::sum);
      Set<String> classes = new HashSet<>();
      for (String frame : frames) {
        if (isJava(frame)) {
          classes.add(className(frame));
        }
      }
      classes.forEach(each -> within.merge(each, count, Long::sum));
    }
    return new StackShares(total, self, within);
  }

  /** Whose the innermost Java frame is; without any, which thread of the JVM it was. */
  private static String owner(String[] frames) {
    for (int i = frames.length - 1; i >= 0; i--) {
      if (isJava(frames[i])) {
        return packageOf(className(frames[i]));
      }
    }
    for (String frame : frames) {
      if (frame.startsWith("CompileBroker") || frame.startsWith("Compile")) {
        return "JVM: JIT compilers";
      }
      if (frame.contains("GangWorker") || frame.contains("WorkerThread") || frame.contains("G1")) {
        return "JVM: garbage collection";
      }
    }
    return "JVM: other";
  }

  private static boolean isJava(String frame) {
    return frame.indexOf('/') > 0 && frame.indexOf('.') > 0 && !frame.startsWith("[");
  }

  private static String className(String frame) {
    String name = frame.substring(0, frame.lastIndexOf('.'));
    // Lambdas and hidden classes have numbers of their own in each run.
    return name.replaceAll(
            "(\\$\\$Lambda|\\$\\$FastClass|\\$\\$SpringCGLIB|LambdaForm\\$|/0x).*", "")
        .replace('/', '.');
  }

  /** As much of a class's package as says who wrote it and what it is for. */
  private static String packageOf(String className) {
    String[] parts = className.split("\\.", -1);
    return List.of(parts).subList(0, Math.min(4, parts.length - 1)).stream()
        .collect(Collectors.joining("."));
  }

  /** Both, the largest shares first. */
  String text() {
    return "own CPU by package\n"
        + top(self)
        + "CPU within, by class (calls included)\n"
        + top(within);
  }

  private String top(Map<String, Long> samples) {
    return samples.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(each ->
            String.format(
                Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * each.getValue() / total, each.getKey()))
        .collect(Collectors.joining());
  }
}
