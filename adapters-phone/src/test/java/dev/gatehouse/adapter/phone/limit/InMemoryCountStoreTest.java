package dev.gatehouse.adapter.phone.limit;

class InMemoryCountStoreTest extends CountStoreContract {

  private final CountStore store = new InMemoryCountStore();

  @Override
  CountStore store() {
    return store;
  }

  @Override
  CountStore anotherReplica() {
    return store;
  }
}
