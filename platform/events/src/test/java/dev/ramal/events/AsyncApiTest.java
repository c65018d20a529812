package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/asyncapi.json against the code; {@code -Dramal.docs.write=true} writes it anew. */
class AsyncApiTest {
  private static final Path PAGE =
      Files.isDirectory(Path.of("docs"))
          ? Path.of("docs/asyncapi.json")
          : Path.of("../../docs/asyncapi.json");

  @Test
  void shouldSayWhatTheCodeSays() throws IOException {
    // Given
    String expected = AsyncApiDocument.written();
    if (System.getProperty("ramal.docs.write") != null) {
      Files.writeString(PAGE, expected);
    }

    // Then
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  @Test
  void shouldBeReadableForAToolThatKnowsTheSpecification() throws IOException {
    // Given
    ObjectMapper strict =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    // When
    AsyncAPI read = strict.readValue(PAGE.toFile(), AsyncAPI.class);

    // Then
    assertThat(read.getChannels()).hasSize(Topics.all().size() + 1).containsKey("live-calls");
    assertThat(read.getComponents().getMessages()).hasSize(EventTypes.all().size() + 6);
  }

  @Test
  void shouldReferToNothingThatIsMissing() throws IOException {
    // Given
    JsonNode document = new ObjectMapper().readTree(PAGE.toFile());

    // When
    List<String> references = document.findValuesAsText("$ref");

    // Then
    assertThat(references)
        .filteredOn(reference -> reference.startsWith("#/c"))
        .isNotEmpty()
        .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
  }
}
