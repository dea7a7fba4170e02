package dev.gatehouse.integration.support;

import dev.gatehouse.wechatsimulator.WeChatSimulator;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One WeChat for all test classes of a run, reset before each test. Where it listens is a setting
 * of the service: classes with a simulator each would have to start a service each, too.
 */
public final class SharedWeChat implements BeforeEachCallback {

  private static final WeChatSimulator SIMULATOR = WeChatSimulator.start(0);

  public WeChatSimulator simulator() {
    return SIMULATOR;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    SIMULATOR.reset();
  }
}
