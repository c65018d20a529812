package dev.ramal.sandbox.story.steps;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.StubServer;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.StepFailure;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the story calls one note and one usage line, it would notice if there were two. */
class OnceTest {
  private static final String CRM =
      """
      {"rdstation": {
        "contacts": [{"id": "lia", "phones": [{"phone": "+5511987654321"}]}, {"id": "caio"}],
        "deals": [{"id": "deal-of-lia", "contact_ids": ["lia"]},
                  {"id": "deal-of-caio", "contact_ids": ["caio"]}]}}
      """;
  private static final String LINE =
      """
      {"id": "use-42", "leg": "lead", "meter": "voice_minutes", "quantity": 37,
       "billedQuantity": 42, "price": {"amount": "0.10"}}
      """;

  private final StubServer stub = new StubServer();
  private Scene scene;

  @BeforeEach
  void listen() {
    scene =
        new Scene(
            new SandboxClient(stub.status("davi")),
            new PrintStream(OutputStream.nullOutputStream()));
    scene.keep("twilio call", "call-1");
    stub.answering("GET /_sim/state", CRM);
  }

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void shouldFindTheOneNoteAboutTheCallAmongOthers() {
    // Given
    notes(note("call-0", "deal-of-caio"), note("call-1", "deal-of-lia"));

    // Then
    assertThatCode(() -> new FindNote("twilio").play(scene)).doesNotThrowAnyException();
  }

  @Test
  void shouldNoticeASecondNoteAboutTheCall() {
    // Given
    notes(note("call-1", "deal-of-lia"), note("call-1", "deal-of-lia"));

    // Then
    assertThatThrownBy(() -> new FindNote("twilio").play(scene))
        .isInstanceOf(StepFailure.class)
        .hasMessage("2 notes were written about the call");
  }

  @Test
  void shouldNoticeANoteOnTheWrongDeal() {
    // Given
    notes(note("call-1", "deal-of-caio"));

    // Then
    assertThatThrownBy(() -> new FindNote("twilio").play(scene))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("deal-of-caio");
  }

  @Test
  void shouldNoticeThatTheLeadIsBilledTwice() {
    // Given
    stub.answering("GET /api/billing/usage", "{\"items\": [" + LINE + "," + LINE + "]}");

    // Then
    assertThatThrownBy(() -> new ReadExplanation("twilio").play(scene))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("billed 2 times");
  }

  @Test
  void shouldReadTheExplanationFieldByField() {
    // Given
    stub.answering("GET /api/billing/usage", "{\"items\": [" + LINE + "]}");
    explained(30, true);

    // Then
    assertThatCode(() -> new ReadExplanation("twilio").play(scene)).doesNotThrowAnyException();

    // Given
    explained(60, true);

    // Then
    assertThatThrownBy(() -> new ReadExplanation("twilio").play(scene))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("37 s by 30/6 make 42");
  }

  @Test
  void shouldNoticeAnEntryThatNamesNoCallback() {
    // Given: the carrier was asked
    stub.answering("GET /api/billing/usage", "{\"items\": [" + LINE + "]}");
    explained(30, true);
    new ReadExplanation("twilio").play(scene);

    // Then
    assertThatThrownBy(() -> new FindCallback("twilio").play(scene))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("does not say which callback led to it");
  }

  private void explained(int minimum, boolean matches) {
    stub.answering(
        "GET /api/billing/usage/use-42/explain",
        """
        {"id": "use-42", "quantity": 37, "billedQuantity": 42,
         "increments": {"minimum": %d, "increment": 6}, "recomputed": {"matches": %s},
         "lines": [{"origin": {"cause": "inquiry", "event": "event-1"}}]}
        """
            .formatted(minimum, matches));
  }

  private void notes(String... notes) {
    stub.answering("GET /_sim/rdstation/notes", "[" + String.join(",", notes) + "]");
  }

  private static String note(String call, String deal) {
    return "{\"id\": \"n\", \"description\": \"Ligação realizada\\nRamal: ligação %s\", \"deal_id\": \"%s\"}"
        .formatted(call, deal);
  }
}
