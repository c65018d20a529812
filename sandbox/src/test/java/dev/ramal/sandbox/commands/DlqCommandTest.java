package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.StubServer;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlqCommandTest {
  private static final String PATH = "/api/ops/dead-letters";
  private static final String TOPIC = "calls.events.v1.billing-service.dlq";

  @Test
  void shouldAskAndTellInWords() {
    // Given
    try (StubServer server = new StubServer()) {
      server
          .answering(
              "GET " + PATH + "/clusters",
              """
              {"items":[{"topic":"%s","fingerprint":"3f1b2c4d5e6f","kind":"Malformed",
              "cause":"schema: x","type":"t","version":"","waiting":23000,"firstAt":"then"}]}
              """
                  .formatted(TOPIC))
          .answering(
              "POST " + PATH + "/redrives",
              "{\"id\":\"r-1\",\"letters\":2,\"published\":1,\"failedAgain\":0}");

      // When
      String clusters = told(server, "clusters", TOPIC);
      String redrive =
          told(server, "redrive", TOPIC, "--quota", "2", "--patch", "[{\"op\":\"remove\"}]");

      // Then
      assertThat(clusters)
          .contains("3f1b2c4d5e6f  23000 × Malformed schema: x", TOPIC, "an unknown version");
      assertThat(redrive).isEqualTo("redrive r-1: 1 of 2 published, 0 failed again\n");
      assertThat(server.asked())
          .containsExactly("GET " + PATH + "/clusters", "POST " + PATH + "/redrives");
    }
  }

  @Test
  void shouldSayByWhichKeyToAskAgain() {
    // Given
    Api nobody = Api.at("http://localhost:" + FreePort.next());
    DlqOptions options = DlqOptions.of(List.of(TOPIC, "--quota", "2", "--key", "k-1"));

    // When, Then
    assertThatThrownBy(() -> DlqCommand.ask(nobody, "redrive", options, System.out, System.err))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("--key k-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shake",
        "show",
        "redrive",
        "clusters one two",
        "redrive topic --quota many",
        "redrive topic --quota",
        "redrive topic --patch no-such-file",
        "topics --loud"
      })
  void shouldRefuseWhatItDoesNotTake(String line) {
    // Given
    try (StubServer server = new StubServer()) {
      // When, Then
      assertThatThrownBy(() -> told(server, line.split(" "))).isInstanceOf(SandboxFailure.class);
      assertThat(server.asked()).isEmpty();
    }
  }

  private static String told(StubServer server, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DlqOptions options = DlqOptions.of(List.of(words).subList(1, words.length));
    int code =
        DlqCommand.ask(Api.at(server.url()), words[0], options, new PrintStream(out), System.err);
    assertThat(code).isZero();
    return out.toString();
  }
}
