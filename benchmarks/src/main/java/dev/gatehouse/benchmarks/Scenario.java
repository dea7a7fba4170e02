package dev.gatehouse.benchmarks;

/** Something worth measuring. */
interface Scenario {

  /** Measures, and says what came out to the recording. */
  void run(TestBed bed, Recording recording) throws Exception;
}
