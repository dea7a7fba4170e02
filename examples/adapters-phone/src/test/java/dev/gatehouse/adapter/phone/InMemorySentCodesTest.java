package dev.gatehouse.adapter.phone;

class InMemorySentCodesTest extends SentCodesContract {

  private final InMemorySentCodes codes = new InMemorySentCodes();

  @Override
  SentCodes codes() {
    return codes;
  }

  @Override
  SentCodes unreachableCodes() {
    InMemorySentCodes unreachable = new InMemorySentCodes();
    unreachable.fail();
    return unreachable;
  }
}
