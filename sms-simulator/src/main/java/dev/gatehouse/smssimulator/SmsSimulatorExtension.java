package dev.gatehouse.smssimulator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a simulator for a test class and resets it before each test.
 *
 * <pre>{@code
 * @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();
 * }</pre>
 */
public final class SmsSimulatorExtension implements BeforeEachCallback, AfterAllCallback {

  private @Nullable SmsSimulator running;

  /** The simulator, which is started when it is first asked for. */
  public synchronized SmsSimulator simulator() {
    if (running == null) {
      running = new SmsSimulator(0);
    }
    return running;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator().reset();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
