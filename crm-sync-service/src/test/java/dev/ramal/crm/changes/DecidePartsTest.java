package dev.ramal.crm.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.port.CrmDealState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecidePartsTest {
  private static final Instant ENDED = Instant.parse("2026-11-03T14:06:33Z");
  private static final String FIELD = "field:ultima";

  @Test
  @DisplayName("CRM-247 a deal is moved from where the rule says, and not after a person moved it")
  void shouldRespectWhoMovedADeal() {
    // Given
    PartWish rule = new PartWish(PartWish.STAGE, "won-over", List.of("new", "called"), false);
    PartWish any = new PartWish(PartWish.STAGE, "won-over", List.of(), true);

    // Then
    assertThat(stage(rule, "new", null)).isNull();
    assertThat(stage(rule, "called", "called")).isNull();
    assertThat(stage(rule, "offer", null)).isEqualTo(DecideParts.ELSEWHERE);
    assertThat(stage(rule, null, null)).isEqualTo(DecideParts.ELSEWHERE);
    assertThat(stage(rule, "new", "called")).isEqualTo(DecideParts.MOVED);
    assertThat(stage(rule, "offer", "called")).isEqualTo(DecideParts.MOVED);
    assertThat(stage(rule, "offer", "offer")).isEqualTo(DecideParts.ELSEWHERE);
    assertThat(stage(any, "offer", "called")).isNull();
  }

  @Test
  @DisplayName("CRM-247 a field is written where it is empty or ours, and a person's is left alone")
  void shouldRespectWhoWroteAField() {
    // Given
    PartWish rule = PartWish.field("ultima", "03/11/2026", false);
    PartWish any = PartWish.field("ultima", "03/11/2026", true);

    // Then
    assertThat(field(rule, null, null)).isNull();
    assertThat(field(rule, " ", null)).as("as good as empty").isNull();
    assertThat(field(rule, "02/11/2026", "02/11/2026")).isNull();
    assertThat(field(rule, null, "02/11/2026")).as("somebody has emptied it").isNull();
    assertThat(field(rule, "ontem", null)).isEqualTo(DecideParts.NOT_OURS);
    assertThat(field(rule, "ontem", "02/11/2026")).isEqualTo(DecideParts.MOVED);
    assertThat(field(any, "ontem", "02/11/2026")).isNull();
  }

  @Test
  @DisplayName("CRM-249 a call that is written late undoes nothing of a later one")
  void shouldLetTheLaterCallCount() {
    // Given
    PartWish rule = PartWish.field("ultima", "03/11/2026", true);
    Map<String, OurPart> ours = Map.of(FIELD, new OurPart("04/11/2026", ENDED.plusSeconds(1)));
    DealWish wish = new DealWish(List.of(rule), ENDED);
    CrmDealState deal = new CrmDealState("new", false, Map.of("ultima", "04/11/2026"));

    // When
    List<PartResult> decided = DecideParts.decide(wish, deal, ours);

    // Then
    assertThat(decided)
        .containsExactly(new PartResult(FIELD, "04/11/2026", "03/11/2026", DecideParts.NEWER));
  }

  @Test
  @DisplayName("CRM-249 a deal that is closed is left alone, and what stands there already is done")
  void shouldLeaveAClosedDealAlone() {
    // Given
    PartWish stage = new PartWish(PartWish.STAGE, "won-over", List.of(), true);
    PartWish same = PartWish.field("ultima", "x", false);
    DealWish wish = new DealWish(List.of(stage, same), ENDED);
    CrmDealState deal = new CrmDealState("new", true, Map.of("ultima", "x"));

    // When
    ChangeResult result = new ChangeResult(null, DecideParts.decide(wish, deal, Map.of()));

    // Then
    assertThat(result.parts())
        .extracting(PartResult::skipped)
        .containsExactly(DecideParts.CLOSED, null);
    assertThat(result.written()).isEmpty();
    assertThat(result.isSkipped()).isFalse();
  }

  private static String stage(PartWish rule, String before, String ours) {
    return skipped(rule, new CrmDealState(before, false, Map.of()), ours);
  }

  private static String field(PartWish rule, String before, String ours) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("ultima", before);
    return skipped(rule, new CrmDealState("new", false, fields), ours);
  }

  private static String skipped(PartWish rule, CrmDealState deal, String ours) {
    Map<String, OurPart> parts =
        ours == null ? Map.of() : Map.of(rule.part(), new OurPart(ours, ENDED.minusSeconds(60)));
    return DecideParts.decide(new DealWish(List.of(rule), ENDED), deal, parts).get(0).skipped();
  }
}
