package dev.ramal.crm.deals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.port.CrmDeal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeveralDealsTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T10:00:00Z");

  @Test
  @DisplayName("CRM-154 of several open deals nothing is guessed whose time is not told")
  void shouldGuessNothing() {
    // Given
    List<DealMatch.Candidate> told = List.of(of("d1", EARLY), of("d2", EARLY.plusSeconds(1)));
    List<DealMatch.Candidate> untold = List.of(of("d1", EARLY), of("d2", null));

    // Then
    assertThat(SeveralDeals.NEWEST.choose(told)).hasValue(deal("d2"));
    assertThat(SeveralDeals.OLDEST.choose(told)).hasValue(deal("d1"));
    assertThat(SeveralDeals.LIST.choose(told)).isEmpty();
    assertThat(SeveralDeals.NEWEST.choose(untold)).isEmpty();
  }

  @Test
  @DisplayName("CRM-170 a rule takes no deal of which the CRM does not say whose it is")
  void shouldTakeNoDealOfNobody() {
    // Given
    DealMatch.Candidate theirs = of("d1", EARLY);
    DealMatch.Candidate unsaid = of("d2", EARLY.plusSeconds(1), false);

    // Then
    assertThat(SeveralDeals.NEWEST.choose(List.of(theirs, unsaid))).hasValue(deal("d1"));
    assertThat(SeveralDeals.NEWEST.choose(List.of(unsaid, unsaid))).isEmpty();
    assertThat(SeveralDeals.OLDEST.choose(List.of(unsaid))).isEmpty();
  }

  private static DealMatch.Candidate of(String id, Instant createdAt) {
    return of(id, createdAt, true);
  }

  private static DealMatch.Candidate of(String id, Instant createdAt, boolean namesContact) {
    return new DealMatch.Candidate(
        new NotePlace("c", id), new CrmDeal(id, null, "ongoing", createdAt, namesContact));
  }

  private static DealMatch.Deal deal(String id) {
    return new DealMatch.Deal(new NotePlace("c", id));
  }
}
