package dev.ramal.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Media;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-09 the document of media stays as it is")
class MediaJsonTest {
  @Test
  void shouldKeepTheDocumentOfMedia() {
    // Given
    List<Media> media =
        List.of(
            new Media("https://media.example/1", "image/jpeg", 10L, "0a1b"),
            new Media("https://media.example/2", null, null, null));
    // When
    String stored = MediaJson.write(media);
    // Then
    assertThat(stored)
        .isEqualTo(
            "[{\"url\":\"https://media.example/1\",\"contentType\":\"image/jpeg\",\"bytes\":10,"
                + "\"sha256\":\"0a1b\"},{\"url\":\"https://media.example/2\"}]");
    assertThat(MediaJson.write(List.of())).isNull();
  }
}
