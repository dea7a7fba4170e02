package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.benchmarks.figure.Chart;
import dev.gatehouse.benchmarks.figure.Machine;
import dev.gatehouse.benchmarks.figure.Measurement;
import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Results;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportTest {

  private static final Results.Session LOGIN =
      session(
          new Measurement("gatehouse", Metric.RATE, List.of(6000.0, 5000.0)),
          new Measurement("gatehouse", Metric.CPU, List.of(0.2, 0.25)),
          new Measurement("flask", Metric.RATE, List.of(500.0, 500.0)),
          new Measurement("flask", Metric.CPU, List.of(3.0, 3.0)));

  static Results.Session session(Measurement... measurements) {
    return new Results.Session(
        "2026-11-23T12:00:00Z", "abc1234", "2 cores", "9 rounds", List.of(measurements));
  }

  @Test
  void figures_replace_what_is_between_the_markers_and_nothing_else() {
    String page = "before\n" + Report.BEGIN + "old\n" + Report.END + "after\n";

    String once = Report.insert(page, "new\n");

    assertThat(once).isEqualTo("before\n" + Report.BEGIN + "\nnew\n\n" + Report.END + "after\n");
    assertThat(Report.insert(once, "new\n")).isEqualTo(once);
  }

  @Test
  void a_page_without_markers_is_left_alone() {
    assertThatThrownBy(() -> Report.insert("a page", "figures"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void goals_and_tables_are_written() {
    String figures = Report.figures(new Results(Map.of("login", LOGIN)));

    assertThat(figures)
        .contains("| login | logins/s, × peer A (Flask) | 11 | ≥ 8 | ≥ 4 |")
        .contains("|  | logins/s | CPU ms per login |\n|---|---:|---:|\n")
        .contains("| gatehouse | 5,500 (5,000–6,000) | 0.225 (0.200–0.250) |")
        .contains("at commit abc1234 on 2 cores; 9 rounds. The machine was quiet");
  }

  @Test
  void a_machine_that_was_not_quiet_decides_no_goal() {
    Results busy =
        new Results(
            Map.of(
                "login",
                session(
                    new Measurement("gatehouse", Metric.RATE, List.of(600.0)),
                    new Measurement("flask", Metric.RATE, List.of(500.0)),
                    new Measurement(Machine.SUBJECT, Machine.STEAL, List.of(9.0)))));

    assertThat(Report.figures(busy))
        .contains("1.20 (no verdict)")
        .contains("The machine was not quiet: machine steal % 9")
        .doesNotContain("| machine |");
  }

  @Test
  void a_goal_that_is_not_reached_is_marked() {
    Results slow =
        new Results(
            Map.of(
                "login",
                session(
                    new Measurement("gatehouse", Metric.RATE, List.of(600.0)),
                    new Measurement("flask", Metric.RATE, List.of(500.0)))));

    assertThat(Report.figures(slow)).contains("1.20 (not reached)");
  }

  @Test
  void the_chart_has_a_bar_for_each_figure_in_proportion()
      throws ParserConfigurationException, IOException, SAXException {
    Document chart =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Chart.of(LOGIN))));

    assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(width(chart, 1) / width(chart, 0)).isBetween(13.0, 13.7);
  }

  private static double width(Document chart, int bar) {
    return Double.parseDouble(
        chart
            .getElementsByTagName("rect")
            .item(bar)
            .getAttributes()
            .getNamedItem("width")
            .getNodeValue());
  }
}
