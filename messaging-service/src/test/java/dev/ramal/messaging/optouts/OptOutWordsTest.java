package dev.ramal.messaging.optouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.optouts.OptOutWords.Word;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MSG-126 stop and start words in Portuguese and English, however they are written")
class OptOutWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SAIR",
        "sair.",
        " Sair! ",
        "S\u200bair",
        "ｓａｉｒ",
        "Não quero mais",
        "NAO QUERO RECEBER MAIS MENSAGENS!!!",
        "na\u0303o quero mais",
        "Me remova,",
        "descadastrar",
        "¡Parar!",
        "pare",
        "cancelar 🙏",
        "stop",
        "STOP.",
        "Stop all",
        "unsubscribe",
        "\"Quit\"",
        "opt-out",
        "end"
      })
  void shouldKnowThatSomebodyWantsNoMore(String text) {
    // Then
    assertThat(OptOutWords.find(text)).map(Word::out).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"START", "start!", "unstop", "Voltar", "voltar.", "quero receber", "Opt-in"})
  void shouldKnowThatSomebodyWantsThemAgain(String text) {
    // Then
    assertThat(OptOutWords.find(text)).map(Word::out).contains(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "?!",
        "quero sair para jantar",
        "vou parar aí às 10",
        "pode cancelar o pedido 12?",
        "não",
        "the end of the month",
        "sairemos",
        "STOP STOP STOP and more, and so on, for longer than any of the words that are in the table"
            + " of words that are known"
      })
  void shouldTakeNothingElseForOne(String text) {
    // Then
    assertThat(OptOutWords.find(text)).isEmpty();
  }

  @Test
  void shouldKnowWhichWordsTheCarriersAnswerAsTheyStand() {
    // Given
    Word stop = find("stop!");

    // Then
    assertThat(stop.isAnsweredByCarriers("stop")).isTrue();
    assertThat(stop.isAnsweredByCarriers(" STOP ")).isTrue();
    assertThat(stop.isAnsweredByCarriers("stop!")).isFalse();
    assertThat(find("sair").isAnsweredByCarriers("SAIR")).isFalse();
    assertThat(find("sair").portuguese()).isTrue();
    assertThat(stop.portuguese()).isFalse();
  }

  private static Word find(String text) {
    Optional<Word> found = OptOutWords.find(text);
    return found.orElseThrow();
  }
}
