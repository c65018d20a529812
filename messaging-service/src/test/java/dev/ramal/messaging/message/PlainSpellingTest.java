package dev.ramal.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.message.OddCharacters.Odd;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-243 what an odd character costs, and its plain spelling")
class PlainSpellingTest {
  private static final SmsRules RULES = SmsRules.STANDARD;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Amanhã às três; Amanha às tres",
        "coração, ação, pêssego; coracao, acao, pessego",
        "É só até amanhã; É so até amanha",
        "PREÇO ÚNICO; PREÇO UNICO",
        "“Aspas” e ‘simples’; \"Aspas\" e 'simples'",
        "de 8 – 9 — ou já; de 8 - 9 - ou ja",
        "aguarde…; aguarde...",
        "R$\u00a0129,90; R$ 129,90",
        "10\u202f000; 10 000",
        "in\u00advisí\u200bvel; invisivel",
        "1ª via, nº 2, 25°; 1a via, no 2, 25o",
        "½ kg × 3; 1/2 kg x 3",
        "tab\there; tab here",
        "já existe; ja existe"
      })
  void shouldSpellPlainly(String text, String expected) {
    // When // Then
    assertThat(PlainSpelling.of(text, RULES)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"Parabéns 🎉", "Olá 👋🏽", "你好", "Привет", "✅ já"})
  void shouldLeaveATextThatStaysUcs2AnyhowAsItIs(String text) {
    // When // Then
    assertThat(PlainSpelling.of(text, RULES)).isEmpty();
  }

  @Test
  void shouldSpellWhatIsPlainAlreadyAsItIs() {
    // When // Then
    assertThat(PlainSpelling.of("Ola, às 9? {1}~€ É Ç\r\n", RULES))
        .contains("Ola, às 9? {1}~€ É Ç\r\n");
  }

  @Test
  void shouldTellWhatEachCharacterCosts() {
    // Given
    String text = "O preço é R$\u00a0129,90 até amanhã 😀" + "a".repeat(60);
    // When
    List<Odd> odd = OddCharacters.of(text, RULES, 50);
    // Then
    assertThat(odd)
        .containsExactly(
            new Odd("ç", 1, true, "c", 2),
            new Odd("\u00a0", 1, true, " ", 2),
            new Odd("ã", 1, true, "a", 2),
            new Odd("😀", 1, true, null, 2));
    assertThat(OddCharacters.of("a".repeat(159) + "€", RULES, 50))
        .containsExactly(new Odd("€", 1, false, null, 1));
    assertThat(OddCharacters.of("a".repeat(100) + "ã", RULES, 50))
        .containsExactly(new Odd("ã", 1, true, "a", 1));
    assertThat(OddCharacters.of("ãõç", RULES, 2)).hasSize(2);
  }

  @Test
  @DisplayName("MSG-244 what was changed of a text is said")
  void shouldSayWhatWasChanged() {
    // Given
    String decomposed = Normalizer.normalize("João", Normalizer.Form.NFD);
    // When // Then
    assertThat(TextChange.between(decomposed, "João")).containsExactly("composed");
    assertThat(TextChange.between("João", "Joao")).containsExactly("plain-spelling");
    assertThat(TextChange.between(decomposed, "Joao"))
        .containsExactly("composed", "plain-spelling");
    assertThat(TextChange.between("João", "João")).isEmpty();
  }
}
