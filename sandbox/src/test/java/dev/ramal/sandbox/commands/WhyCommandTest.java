package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.StubServer;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhyCommandTest {
  private static final String PATH = "/api/ops/why";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldTellTheWayAndWriteThePicture(@TempDir Path folder) {
    // Given
    Path picture = folder.resolve("way.svg");
    try (StubServer server = new StubServer()) {
      server
          .answering("GET " + PATH + "/text", "call c-1 of aurora: 4 hops\n  1 …\n")
          .answering("GET " + PATH + "/picture", "<svg/>");

      // When
      int code = ask(server, "+5511987654321", "--svg", picture.toString());

      // Then
      assertThat(code).isZero();
      assertThat(told(out))
          .isEqualTo("call c-1 of aurora: 4 hops\n  1 …\nThe picture is in " + picture + ".\n");
      assertThat(picture).hasContent("<svg/>");
      assertThat(server.asked())
          .containsExactly("GET " + PATH + "/text", "GET " + PATH + "/picture");
    }
  }

  @Test
  void shouldNameWhatAnIdMayMean() {
    // Given
    try (StubServer server = new StubServer()) {
      server.answering(
          "GET " + PATH,
          409,
          """
          {"code":"OPS-0012","title":"The id belongs to several things","candidates":[
          {"kind":"call","id":"c-1","organization":"aurora","firstAt":"then","lastAt":"now",
          "lastEvent":"CallEnded"}],"more":true}
          """);

      // When
      int code = ask(server, "+5511987654321", "--json");

      // Then
      assertThat(code).isEqualTo(1);
      assertThat(told(out)).isEmpty();
      assertThat(told(err))
          .contains("OPS-0012 The id belongs to several things")
          .contains("call             c-1  aurora  then to now, last CallEnded")
          .contains("and more");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one two", "one --svg", "one --loud", "--as"})
  void shouldRefuseWhatItDoesNotTake(String line) {
    // Given
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));

    // When, Then
    assertThatThrownBy(() -> WhyOptions.of(words)).isInstanceOf(SandboxFailure.class);
  }

  private int ask(StubServer server, String... words) {
    return WhyCommand.ask(
        Api.at(server.url()),
        WhyOptions.of(List.of(words)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String told(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
