package dev.ramal.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void shouldTellMediansAndTheirRounds() throws Exception {
    // Given
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    Results results = new Results("calls", new RunLog(new PrintStream(progress)));

    // When
    double median = results.add("this", "facts", "/s", List.of(3000.0, 1000.0, 2000.0));
    results.add("this", "p99", "ms", 12.34);

    // Then
    assertThat(median).isEqualTo(2000);
    assertThat(progress.toString()).contains("this: facts 2,000 /s").contains("this: p99 12.3 ms");
    assertThat(results.table())
        .contains("this  facts   2,000  /s  3,000 1,000 2,000")
        .contains("this  p99      12.3  ms");
    JsonNode json = new ObjectMapper().readTree(results.json());
    assertThat(json.path("benchmark").asText()).isEqualTo("calls");
    assertThat(json.at("/figures/0/value").asDouble()).isEqualTo(2000);
    assertThat(json.at("/figures/0/rounds")).hasSize(3);
    assertThat(json.at("/figures/1/rounds").isMissingNode()).isTrue();
    assertThat(json.at("/conditions/processors").isTextual()).isTrue();
  }

  @Test
  void shouldSayWhatWasWantedAndWhetherItHeld() throws Exception {
    // Given
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    Results results = new Results("export", new RunLog(new PrintStream(progress)));
    results.wantAtMost("csv made", 60, "s", 60);
    results.wantAtLeast("lines", 0.85, "×", 0.85);
    boolean before = results.held();

    // When
    results.wantAtMost("xlsx made", 60, "s", 60.1);

    // Then
    assertThat(before).isTrue();
    assertThat(results.held()).isFalse();
    assertThat(progress.toString())
        .contains("wanted: xlsx made at most 60.0 s, seen: 60.1: missed");
    assertThat(results.table())
        .contains("wanted: csv made at most 60.0 s, seen: 60.0: held\n")
        .endsWith("wanted: xlsx made at most 60.0 s, seen: 60.1: missed\n");
    JsonNode json = new ObjectMapper().readTree(results.json());
    assertThat(json.at("/wanted/1/held").asBoolean()).isTrue();
    assertThat(json.at("/wanted/2/held").asBoolean()).isFalse();
  }

  @Test
  void shouldMissWhatWasNotMeasured() {
    // Given
    Results results =
        new Results("billing", new RunLog(new PrintStream(OutputStream.nullOutputStream())));

    // When
    results.wantAtLeast("lines", 2000, "/s", results.of("this", "lines"));

    // Then
    assertThat(results.held()).isFalse();
  }

  @Test
  void shouldTakeTheLowerOfTwoInTheMiddle() {
    // Then
    assertThat(Results.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2);
  }
}
