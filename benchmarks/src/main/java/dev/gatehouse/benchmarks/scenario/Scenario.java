package dev.gatehouse.benchmarks.scenario;

import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.testbed.TestBed;

/** Something worth measuring. */
public interface Scenario {

  /** Measures, and says what came out to the recording. */
  void run(TestBed bed, Recording recording) throws Exception;
}
