package dev.gatehouse.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackSharesTest {

  private static final String IO = "java/io/InputStream.read";

  @Test
  void what_the_kernel_does_counts_for_the_java_code_that_called_it() {
    StackShares shares =
        StackShares.of(List.of("org/apache/coyote/Processor.run;" + IO + ";recv;[kernel] 3"));

    assertThat(shares.self()).isEqualTo(Map.of("java.io", 3L));
  }

  @Test
  void a_class_that_calls_itself_counts_once() {
    StackShares shares =
        StackShares.of(
            List.of("a/b/Servlet.doFilter;a/b/Servlet.doFilter;" + IO + " 2", IO + " 1"));

    assertThat(shares.total()).isEqualTo(3);
    assertThat(shares.within())
        .containsEntry("a.b.Servlet", 2L)
        .containsEntry("java.io.InputStream", 3L);
  }

  @Test
  void lambdas_count_for_the_class_that_wrote_them() {
    StackShares shares = StackShares.of(List.of("a/b/Filter$$Lambda.0x0000123.apply 1"));

    assertThat(shares.within()).containsOnlyKeys("a.b.Filter");
  }

  @Test
  void threads_of_the_jvm_itself_are_told_apart() {
    StackShares shares =
        StackShares.of(
            List.of(
                "start_thread;CompileBroker::compiler_thread_loop;C2Compiler::compile_method 5",
                "start_thread;WorkerThread::run;G1ParTask::work 2"));

    assertThat(shares.self())
        .containsEntry("JVM: JIT compilers", 5L)
        .containsEntry("JVM: garbage collection", 2L);
  }
}
