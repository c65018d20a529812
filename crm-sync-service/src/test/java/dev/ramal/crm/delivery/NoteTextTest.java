package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {
  private static final Instant START = Instant.parse("2026-11-03T14:05:33Z");

  @Test
  @DisplayName("CRM-02 a note tells the call in Portuguese, with its true time and a marker")
  void shouldTellAnAnsweredCall() {
    // Given
    FinishedCall call =
        call(CallOutcome.COMPLETED, AnsweredBy.HUMAN, 37).withRecording("/api/recordings/r1/media");

    // When
    String text = NoteText.of(call, "https://ramal.example");

    // Then
    assertThat(text)
        .isEqualTo(
            """
            Ligação realizada: atendida, 37 s
            Data: 03/11/2026 11:05:33 (Brasília)
            Contato: +5511987654321
            Nosso número: +551130030001
            Agente: Ana Souza
            Resultado informado: interessado
            Anotações: Pediu proposta
            Gravação: https://ramal.example/api/recordings/r1/media
            Ramal: ligação c1\
            """);
  }

  @ParameterizedTest
  @DisplayName("CRM-121 a caller who hides the number is called so, whatever the carrier said")
  @NullAndEmptySource
  @ValueSource(strings = {"anonymous", "+266696687", "+7378742833"})
  void shouldNotShowADisguiseForANumber(String lead) {
    // Given
    FinishedCall hidden =
        FinishedCalls.from(call(CallOutcome.COMPLETED, AnsweredBy.HUMAN, 37), lead);

    // When
    String text = NoteText.of(hidden, "");

    // Then
    assertThat(text).contains("Contato: número oculto");
  }

  @Test
  @DisplayName("CRM-10 the marker by which notes are found again is kept")
  void shouldKeepTheMarker() {
    // Then
    assertThat(NoteText.marker("c1")).isEqualTo("Ramal: ligação c1");
    assertThat(FollowUpText.marker("c1")).isEqualTo("Ramal: complemento da ligação c1");
  }

  @Test
  @DisplayName("CRM-81 a note that follows says which call it is about, and only what is new")
  void shouldTellInTheFollowUpOnlyWhatTheFirstDoesNot() {
    // Given
    FinishedCall first = call(CallOutcome.COMPLETED, AnsweredBy.HUMAN, 37);
    FinishedCall corrected =
        FinishedCalls.wrapUp(first, "fechado", null).withRecording("/media/player/r1");

    // When
    String text = FollowUpText.of(first, corrected, "https://ramal.example");

    // Then
    assertThat(text)
        .isEqualTo(
            """
            Complemento da nota da ligação de 03/11/2026 11:05:33 (Brasília)
            Resultado informado: fechado
            Anotações: —
            Gravação: https://ramal.example/media/player/r1
            Ramal: complemento da ligação c1\
            """);
    assertThat(text).doesNotContain(NoteText.marker("c1"));
    assertThat(NoteText.of(first, "")).doesNotContain(FollowUpText.marker("c1"));
  }

  @Test
  void shouldSayThatAMachineAnswered() {
    // When
    String text =
        NoteText.of(call(CallOutcome.COMPLETED, AnsweredBy.MACHINE, 3725), "https://ramal.example");

    // Then
    assertThat(text).startsWith("Ligação realizada: atendida por caixa postal, 1 h 2 min 5 s\n");
  }

  @Test
  void shouldSayThatNobodyAnswered() {
    // When
    String text = NoteText.of(call(CallOutcome.NO_ANSWER, null, 0), "https://ramal.example");

    // Then
    assertThat(text)
        .startsWith("Ligação realizada: não atendida\n")
        .contains(NoteText.marker("c1"));
    assertThat(NoteText.of(call(CallOutcome.NO_ANSWER, AnsweredBy.MACHINE, 0), ""))
        .startsWith("Ligação realizada: não atendida (caixa postal)\n");
  }

  @Test
  @DisplayName("CRM-111 a note says that there is no recording, and why")
  void shouldSayWhyThereIsNoRecording() {
    // Given
    FinishedCall unsaid =
        FinishedCall.of(
            FinishedCalls.withoutRecording(Tenants.AURORA, "c1", "+5511987654321", null).data());
    FinishedCall silent =
        FinishedCall.of(
            FinishedCalls.withoutRecording(Tenants.AURORA, "c1", "+5511987654321", "absent")
                .data());

    // When
    String text = NoteText.of(silent, "https://api.example");

    // Then
    assertThat(text).contains("Gravação: não há (ninguém falou)");
    assertThat(FollowUpText.of(unsaid, silent, "")).contains("Gravação: não há (ninguém falou)");
    assertThat(FollowUpText.of(silent, silent, "")).doesNotContain("Gravação");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "untold, o aviso de gravação não pôde ser dado",
    "not-begun, a ligação terminou antes",
    "machine, atendeu uma caixa postal",
    "refused, a operadora não a entregou"
  })
  @DisplayName("CRM-111 a note says that there is no recording, and why")
  void shouldTellWhoseFaultItIs(String why, String told) {
    // Given
    FinishedCall call =
        FinishedCall.of(
            FinishedCalls.withoutRecording(Tenants.AURORA, "c1", "+5511987654321", why).data());

    // When / Then
    assertThat(NoteText.of(call, "")).contains("Gravação: não há (" + told + ")");
  }

  private static FinishedCall call(CallOutcome outcome, AnsweredBy answeredBy, int seconds) {
    return new FinishedCall(
        "c1",
        0,
        Direction.OUTBOUND,
        "Ana Souza",
        "+5511987654321",
        "+551130030001",
        outcome,
        answeredBy,
        seconds,
        START,
        START.plusSeconds(60),
        "interessado",
        "Pediu proposta",
        null,
        null,
        null,
        null,
        null);
  }
}
