package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.TariffDocument;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * What is to become a tariff. Never changed in place.
 *
 * <pre>
 *   DRAFT ──propose──▶ PROPOSED ──publish, by another person──▶ PUBLISHED
 *    │ ▲                 │  │
 *    │ └─────return──────┘  └──discard──▶ DISCARDED
 *    └──────────────discard──────────────────▲
 * </pre>
 *
 * @param revision from 1; of each document its own
 * @param written who wrote this revision
 * @param proposed null while nobody has
 * @param published null while nobody has
 * @param tariffId what it has become; null before
 */
record TariffDraft(
    UUID id,
    TariffDocument document,
    DraftState state,
    int revision,
    DoneBy written,
    DoneBy proposed,
    DoneBy published,
    UUID tariffId,
    Instant createdAt) {

  static TariffDraft of(UUID id, TariffDocument document, DoneBy by) {
    return new TariffDraft(id, document, DraftState.DRAFT, 1, by, null, null, null, by.at());
  }

  /** Another document, which has to be proposed anew. */
  TariffDraft rewritten(TariffDocument other, DoneBy by) {
    require(DraftState.DRAFT);
    return new TariffDraft(
        id, other, DraftState.DRAFT, revision + 1, by, null, null, null, createdAt);
  }

  TariffDraft proposed(DoneBy by) {
    require(DraftState.DRAFT);
    return moved(DraftState.PROPOSED, by, null, null);
  }

  /** It may be rewritten again, and has to be proposed anew. */
  TariffDraft returned() {
    require(DraftState.PROPOSED);
    return moved(DraftState.DRAFT, null, null, null);
  }

  TariffDraft discarded() {
    require(DraftState.DRAFT, DraftState.PROPOSED);
    return moved(DraftState.DISCARDED, proposed, null, null);
  }

  /**
   * @param seen the revision that was looked at
   * @throws dev.ramal.kit.problem.ProblemException 409 when it is not proposed or not that
   *     revision, 403 when the person wrote or proposed it
   */
  TariffDraft published(int seen, DoneBy by, UUID tariff) {
    require(DraftState.PROPOSED);
    requireRevision(seen);
    if (by.isSamePerson(proposed) || by.isSamePerson(written)) {
      throw PublicationProblems.samePerson();
    }
    return moved(DraftState.PUBLISHED, proposed, by, tariff);
  }

  /** Whether it has been published just so by that person. */
  boolean isPublished(int seen, DoneBy by) {
    return state == DraftState.PUBLISHED && revision == seen && by.isSamePerson(published);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 409 when another one is the newest
   */
  void requireRevision(int seen) {
    if (seen != revision) {
      throw PublicationProblems.draftHasChanged(revision);
    }
  }

  private void require(DraftState... allowed) {
    if (Arrays.stream(allowed).noneMatch(state::equals)) {
      throw PublicationProblems.wrongDraftState(
          state.wire(), Arrays.stream(allowed).map(DraftState::wire).toArray(String[]::new));
    }
  }

  private TariffDraft moved(DraftState to, DoneBy proposedBy, DoneBy publishedBy, UUID tariff) {
    return new TariffDraft(
        id, document, to, revision, written, proposedBy, publishedBy, tariff, createdAt);
  }
}
