package dev.ramal.calls.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.Transcript.Sentence;
import dev.ramal.calls.transcription.TalkAnalysis.Analysis;
import dev.ramal.calls.transcription.TalkAnalysis.KeywordHits;
import dev.ramal.calls.transcription.TalkAnalysis.Side;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TalkFiguresTest {
  private final TalkFigures figures = new TalkFigures();

  @Test
  @DisplayName("CALL-514 who spoke how much, for how long at a stretch, and how long nobody did")
  void shouldSayWhoSpokeForHowLong() {
    // Given
    Transcript talk =
        Transcript.of(
            20,
            List.of(
                said(Party.LEAD, 0, 2, "Alô, quem fala?"),
                said(Party.AGENT, 2, 6, "Bom dia, aqui é a Ana."),
                said(Party.AGENT, 8, 10, "Tudo bem?"),
                said(Party.LEAD, 9, 11, "Tudo, e o preço?")));

    // When
    Analysis analysis = figures.of(talk, 20, List.of("PRECO", "bom dia", "cancelar"));

    // Then
    assertThat(analysis.words()).isEqualTo(3 + 6 + 2 + 4);
    assertThat(analysis.sides())
        .containsExactly(new Side(Party.AGENT, 8, 6, 60, 8), new Side(Party.LEAD, 7, 4, 40, 2));
    assertThat(analysis.silencePercent()).as("11 s to the last word, 2 s of pause").isEqualTo(55);
    assertThat(analysis.keywords())
        .containsExactly(
            new KeywordHits("PRECO", 1, 0, 1),
            new KeywordHits("bom dia", 1, 1, 0),
            new KeywordHits("cancelar", 0, 0, 0));
  }

  @Test
  @DisplayName("CALL-515 a transcript without times and speakers gives words and keywords only")
  void shouldNotGuessWhatIsNotSaid() {
    // Given
    Transcript text =
        Transcript.of(
            20, List.of(new Sentence(null, null, null, "Alô? Quero o preço, o preço todo.")));

    // When
    Analysis analysis = figures.of(text, 20, List.of("preço"));

    // Then
    assertThat(analysis)
        .isEqualTo(new Analysis(7, List.of(), null, List.of(new KeywordHits("preço", 2, 0, 0))));
    assertThat(figures.of(Transcript.of(null, List.of()), null, List.of()).words()).isZero();
  }

  @Test
  @DisplayName("CALL-644 a hundred keywords in the longest transcript are counted at once")
  void shouldCountManyKeywordsAtOnce() {
    // Given
    Transcript longest =
        Transcript.of(
            7200,
            IntStream.range(0, 1000)
                .mapToObj(at -> said(Party.LEAD, at, at + 1, "não é caro o plano ".repeat(10)))
                .toList());
    List<String> keywords =
        IntStream.range(0, 100).mapToObj(at -> at == 0 ? "O Plano não" : "palavra " + at).toList();

    // When
    Analysis analysis =
        assertTimeout(Duration.ofSeconds(2), () -> figures.of(longest, 7200, keywords));

    // Then
    assertThat(analysis.words()).isEqualTo(50_000);
    assertThat(analysis.keywords().get(0)).isEqualTo(new KeywordHits("O Plano não", 9000, 0, 9000));
    assertThat(analysis.keywords()).filteredOn(one -> one.hits() > 0).hasSize(1);
  }

  private static Sentence said(Party party, long from, long to, String text) {
    return new Sentence(party, from * 1000, to * 1000, text);
  }
}
