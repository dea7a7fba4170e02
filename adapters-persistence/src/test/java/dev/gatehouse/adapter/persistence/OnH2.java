package dev.gatehouse.adapter.persistence;

/** On H2, in memory. */
public interface OnH2 extends OnDatabase {

  @Override
  default TestDatabase createDatabase() {
    return TestDatabase.onH2();
  }
}
