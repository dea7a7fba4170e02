package dev.gatehouse.benchmarks.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux has on record of a process and of all that it started: proc(5). Whatever of them ends
 * while it is looked at counts as nothing.
 */
public record ProcessFigures(ProcessHandle process) {

  private static final double MILLIS_PER_TICK = 10;

  /** CPU time spent so far, user and system, in milliseconds. */
  public double cpuMillis() throws IOException {
    double millis = 0;
    for (ProcessHandle each : tree()) {
      millis += cpuMillis(Path.of("/proc", "" + each.pid(), "stat"));
    }
    return millis;
  }

  /** How much of it the JVM's compilers spent. */
  public double compilerMillis() throws IOException {
    double millis = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", "" + process.pid(), "task"))) {
      for (Path thread : threads) {
        if (read(thread.resolve("comm")).matches("C[12] CompilerThre.*\\s")) {
          millis += cpuMillis(thread.resolve("stat"));
        }
      }
    }
    return millis;
  }

  /** Memory held, in megabytes; what processes share counts once. */
  public double megabytes() throws IOException {
    double kilobytes = 0;
    for (ProcessHandle each : tree()) {
      String rollup = read(Path.of("/proc", "" + each.pid(), "smaps_rollup"));
      kilobytes +=
          rollup
              .lines()
              .filter(line -> line.startsWith("Pss:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .sum();
    }
    return kilobytes / 1024;
  }

  private List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private static double cpuMillis(Path stat) throws IOException {
    String text = read(stat);
    return text.isEmpty() ? 0 : ticks(text) * MILLIS_PER_TICK;
  }

  /** User and system time in the text of a stat file; the name in it may hold anything. */
  static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
