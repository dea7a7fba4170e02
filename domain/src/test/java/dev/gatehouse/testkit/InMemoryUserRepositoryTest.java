package dev.gatehouse.testkit;

import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;

class InMemoryUserRepositoryTest extends UserRepositoryContract {

  private final InMemoryUserRepository users = new InMemoryUserRepository();

  @Override
  protected UserRepository repository() {
    return users;
  }

  @Override
  protected UserRepository unreachableRepository() {
    InMemoryUserRepository unreachable = new InMemoryUserRepository();
    unreachable.fail();
    return unreachable;
  }

  @Override
  protected void disable(UserId id) {
    users.disable(id);
  }

  @Override
  protected void nameChosen(UserId id) {
    users.nameChosen(id);
  }
}
