package dev.gatehouse.testkit.browser;

import dev.gatehouse.application.browser.UsedStateStore;

class InMemoryUsedStateStoreTest extends UsedStateStoreContract {

  private final InMemoryUsedStateStore states = new InMemoryUsedStateStore();

  @Override
  protected UsedStateStore states() {
    return states;
  }

  @Override
  protected UsedStateStore unreachableStates() {
    InMemoryUsedStateStore unreachable = new InMemoryUsedStateStore();
    unreachable.fail();
    return unreachable;
  }
}
