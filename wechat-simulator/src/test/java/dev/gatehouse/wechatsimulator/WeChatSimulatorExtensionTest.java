package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gatehouse.wechatsimulator.platform.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

final class WeChatSimulatorExtensionTest {

  @BeforeEach
  void forgetWhatFixturesSaw() {
    RegisteredStatic.seen.clear();
  }

  @Test
  void one_simulator_serves_a_class_and_its_nested_classes_and_is_stopped_after_them() {
    EngineExecutionResults results = run(RegisteredStatic.class);

    results.testEvents().assertStatistics(events -> events.started(4).succeeded(4));
    results.containerEvents().assertStatistics(events -> events.failed(0));
    assertThat(RegisteredStatic.seen).hasSize(4).containsOnly(RegisteredStatic.seen.getFirst());
    assertThatIllegalStateException().isThrownBy(RegisteredStatic.WECHAT::simulator);
  }

  @Test
  void a_class_may_name_the_extension_without_a_field() {
    run(NamedByClass.class).testEvents().assertStatistics(events -> events.started(1).succeeded(1));
  }

  @Test
  void a_field_that_is_not_static_is_refused_with_a_hint() {
    run(NotStatic.class)
        .testEvents()
        .failed()
        .assertThatEvents()
        .singleElement()
        .asString()
        .contains("is the field with @RegisterExtension static?");
  }

  private static EngineExecutionResults run(Class<?> fixture) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(fixture)).execute();
  }

  static class RegisteredStatic {
    @RegisterExtension
    static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

    static final List<WeChatSimulator> seen = new ArrayList<>();

    /** Fails the second time, if calls or people are left over from the first. */
    @RepeatedTest(2)
    void each_test_begins_with_a_fresh_state(WeChatSimulator simulator) {
      assertThat(simulator).isSameAs(WECHAT.simulator());
      assertThat(simulator.calls()).isEmpty();
      assertThat(new TestClient(simulator).userInfoOf("xiaoming").get("nickname").stringValue())
          .isEqualTo("小明");
      simulator.addPerson(Person.named("xiaoming", "大明"));
      seen.add(simulator);
    }

    @Nested
    class Inner extends UsesTheSame {}

    @Nested
    class AnotherInner extends UsesTheSame {}

    abstract static class UsesTheSame {
      @Test
      void a_nested_class_uses_the_same(WeChatSimulator simulator) {
        assertThat(simulator.calls()).isEmpty();
        seen.add(simulator);
      }
    }
  }

  @ExtendWith(WeChatSimulatorExtension.class)
  static class NamedByClass {
    @Test
    void it_answers(WeChatSimulator simulator) {
      assertThat(new TestClient(simulator).get("/").statusCode()).isEqualTo(200);
    }
  }

  static class NotStatic {
    @RegisterExtension final WeChatSimulatorExtension wechat = new WeChatSimulatorExtension();

    @Test
    void it_never_runs() {}
  }
}
