package dev.gatehouse.wechatsimulator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a simulator for a test class and the classes nested in it, and resets it before each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final WeChatSimulatorExtension wechat = new WeChatSimulatorExtension();
 *
 * @Test
 * void xiaoming_logs_in(WeChatSimulator simulator) {
 *   String code = simulator.codeFor("xiaoming", "app");
 * }
 * }</pre>
 *
 * <p>Tests that share an extension must not run concurrently, because each test resets it.
 */
public final class WeChatSimulatorExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, ParameterResolver {
  private final WeChatSimulatorBuilder builder;
  private @Nullable WeChatSimulator running;

  /** The number of open classes: a nested class begins inside its outer class. */
  private int openClasses;

  /** Runs a simulator with the sample people and apps on a free port. */
  public WeChatSimulatorExtension() {
    this(WeChatSimulator.builder());
  }

  /** Runs a simulator from the builder. */
  public WeChatSimulatorExtension(WeChatSimulatorBuilder builder) {
    this.builder = builder;
  }

  /**
   * The running simulator.
   *
   * @throws IllegalStateException before the first test class begins and after the last has ended
   */
  public synchronized WeChatSimulator simulator() {
    if (running == null) {
      throw new IllegalStateException(
          "no WeChat simulator is running; is the field with @RegisterExtension static?");
    }
    return running;
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    if (running == null) {
      running = builder.start();
    }
    openClasses++;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator().reset();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    openClasses--;
    if (openClasses == 0) {
      simulator().close();
      running = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WeChatSimulator.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return simulator();
  }
}
