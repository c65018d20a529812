package dev.ramal.billing.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.kit.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffDraftTest {
  private static final DoneBy WRITER = by("1", "nina");
  private static final DoneBy PROPOSER = by("2", "otto");
  private static final DoneBy THIRD = by("3", "paula");
  private static final TariffDocument DOCUMENT =
      new TariffDocument("v1", Samples.NOVEMBER, null, "teste", null, List.of());

  @DisplayName("BILL-303 each step in each state leads where the picture says, or is refused")
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "DRAFT,     rewrite, DRAFT",
    "DRAFT,     propose, PROPOSED",
    "DRAFT,     return,  BILLING-0294",
    "DRAFT,     discard, DISCARDED",
    "DRAFT,     publish, BILLING-0294",
    "PROPOSED,  rewrite, BILLING-0294",
    "PROPOSED,  propose, BILLING-0294",
    "PROPOSED,  return,  DRAFT",
    "PROPOSED,  discard, DISCARDED",
    "PROPOSED,  publish, PUBLISHED",
    "PUBLISHED, rewrite, BILLING-0294",
    "PUBLISHED, propose, BILLING-0294",
    "PUBLISHED, return,  BILLING-0294",
    "PUBLISHED, discard, BILLING-0294",
    "PUBLISHED, publish, BILLING-0294",
    "DISCARDED, rewrite, BILLING-0294",
    "DISCARDED, propose, BILLING-0294",
    "DISCARDED, return,  BILLING-0294",
    "DISCARDED, discard, BILLING-0294",
    "DISCARDED, publish, BILLING-0294"
  })
  void shouldGoWhereThePictureSays(DraftState from, String step, String to) {
    // Given
    TariffDraft draft = in(from);

    // When
    String led = led(draft, step);

    // Then
    assertThat(led).isEqualTo(to);
  }

  @DisplayName("BILL-303 neither the writer of the last revision nor the proposer publishes")
  @ParameterizedTest(name = "{0}")
  @CsvSource({"1, BILLING-0292", "2, BILLING-0292", "3, PUBLISHED"})
  void shouldNeedAThirdWhereTwoHaveMadeIt(String id, String to) {
    // Given
    TariffDraft draft = in(DraftState.PROPOSED);

    // When
    String led = state(() -> draft.published(1, by(id, "whoever"), UUID.randomUUID()));

    // Then
    assertThat(led).isEqualTo(to);
  }

  @DisplayName("BILL-303 a rewriting counts on, forgets the proposal and has a writer of its own")
  @Test
  void shouldForgetTheProposalWithTheDocument() {
    // Given
    TariffDraft returned = in(DraftState.PROPOSED).returned();

    // When
    TariffDraft rewritten = returned.rewritten(DOCUMENT, THIRD);

    // Then
    assertThat(returned.proposed()).isNull();
    assertThat(rewritten.revision()).isEqualTo(2);
    assertThat(rewritten.written()).isEqualTo(THIRD);
    assertThat(state(() -> rewritten.proposed(WRITER).published(1, PROPOSER, null)))
        .isEqualTo("BILLING-0295");
    TariffDraft published = rewritten.proposed(WRITER).published(2, PROPOSER, UUID.randomUUID());
    assertThat(published.isPublished(2, PROPOSER)).isTrue();
    assertThat(published.isPublished(1, PROPOSER)).isFalse();
    assertThat(published.isPublished(2, WRITER)).isFalse();
    assertThat(rewritten.isPublished(2, PROPOSER)).isFalse();
  }

  private static String led(TariffDraft draft, String step) {
    return state(
        () ->
            switch (step) {
              case "rewrite" -> draft.rewritten(DOCUMENT, WRITER);
              case "propose" -> draft.proposed(PROPOSER);
              case "return" -> draft.returned();
              case "discard" -> draft.discarded();
              default -> draft.published(1, THIRD, UUID.randomUUID());
            });
  }

  private static String state(java.util.function.Supplier<TariffDraft> step) {
    try {
      return step.get().state().name();
    } catch (ProblemException e) {
      return e.problem().code();
    }
  }

  private static TariffDraft in(DraftState state) {
    TariffDraft draft = TariffDraft.of(UUID.randomUUID(), DOCUMENT, WRITER);
    return switch (state) {
      case DRAFT -> draft;
      case PROPOSED -> draft.proposed(PROPOSER);
      case PUBLISHED -> draft.proposed(PROPOSER).published(1, THIRD, UUID.randomUUID());
      case DISCARDED -> draft.discarded();
    };
  }

  private static DoneBy by(String id, String name) {
    return new DoneBy(id, name, Samples.NOVEMBER);
  }
}
