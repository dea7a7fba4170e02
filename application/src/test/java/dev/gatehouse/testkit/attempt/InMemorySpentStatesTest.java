package dev.gatehouse.testkit.attempt;

import dev.gatehouse.application.attempt.SpentStates;

class InMemorySpentStatesTest extends SpentStatesContract {

  private final InMemorySpentStates states = new InMemorySpentStates();

  @Override
  protected SpentStates states() {
    return states;
  }

  @Override
  protected SpentStates unreachableStates() {
    InMemorySpentStates unreachable = new InMemorySpentStates();
    unreachable.fail();
    return unreachable;
  }
}
