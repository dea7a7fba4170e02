package dev.gatehouse.integration.phone;

import dev.gatehouse.testkit.service.GatehouseExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2PhoneLoginTest extends PhoneLoginContract {

  @RegisterExtension static final GatehouseExtension GATEHOUSE = sendingBy("aliyun,tencent");

  @Override
  GatehouseExtension gatehouse() {
    return GATEHOUSE;
  }
}
