package dev.ramal.crm.messagedays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShortTextTest {
  @Test
  @DisplayName("CRM-238 a message is told in one short line, cut between characters")
  void shouldTellOneShortLine() {
    // Given
    String smiles = "😀".repeat(200);

    // Then
    assertThat(ShortText.of(" Bom dia,\n\ntudo\tbem? ")).isEqualTo("Bom dia, tudo bem?");
    assertThat(ShortText.of("a".repeat(160))).isEqualTo("a".repeat(160));
    assertThat(ShortText.of("a".repeat(161))).isEqualTo("a".repeat(159) + "…");
    assertThat(ShortText.of(smiles)).isEqualTo("😀".repeat(159) + "…");
    assertThat(ShortText.of(" \n ")).isEqualTo("(sem texto)");
    assertThat(ShortText.of(null)).isEqualTo("(sem texto)");
  }

  @Test
  @DisplayName("CRM-238 what is no text is named")
  void shouldNameWhatIsNoText() {
    // Given
    List<Media> media =
        List.of(
            new Media("/m/1", "image/jpeg", null, null),
            new Media("/m/2", "audio/ogg", null, null),
            new Media("/m/3", null, null, null));

    // Then
    assertThat(ShortText.of("Veja", media, null)).isEqualTo("[imagem] [áudio] [arquivo] Veja");
    assertThat(ShortText.of(null, List.of(), new MessageContent(MessageContent.LOCATION, null)))
        .isEqualTo("[localização]");
    assertThat(ShortText.of(null, List.of(), new MessageContent("novelty", null)))
        .isEqualTo("[outro conteúdo]");
  }
}
