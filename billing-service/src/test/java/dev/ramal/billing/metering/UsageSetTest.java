package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsageSetTest {
  private static final Used FIRST = Facts.used(0, "mobile", 37);

  @Property(tries = 500)
  @Label("BILL-115 facts in sets come to what they come to one by one")
  void shouldComeToTheSameInSets(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 5) Integer> which,
      @ForAll Random random) {
    // Given
    List<UsageFact> facts = which.stream().map(UsageSetTest::fact).toList();
    Map<UsageKey, UsageRecord> stored = new HashMap<>();
    int entries = 0;

    // When
    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(facts.size(), from + 1 + random.nextInt(4));
      UsageSet set = set(stored);
      facts.subList(from, to).forEach(fact -> set.apply(List.of(fact), "event-1"));
      set.changed().forEach((key, record) -> stored.put(key, record));
      entries += set.entries().size();
      from = to;
    }

    // Then
    PostedUsage oneByOne = PostedUsage.of(facts);
    assertThat(stored.get(Facts.KEY)).isEqualTo(oneByOne.record());
    assertThat(entries).isEqualTo(oneByOne.entries().size());
  }

  @DisplayName("BILL-116 an event of which one part cannot be applied changes nothing of its set")
  @Test
  void shouldApplyAllOfAnEventOrNothing() {
    // Given
    UsageSet set = set(Map.of());
    UsageKey other =
        new UsageKey(TenantId.of("unheard-of"), "call", "other", "lead", FIRST.key().meter());
    Used impossible = new Used(other, 0, Samples.leadCall("mobile", 37), Attribution.UNKNOWN);
    set.apply(List.of(FIRST), "good");

    // When
    assertThatThrownBy(() -> set.apply(List.of(Facts.used(1, "mobile", 61), impossible), "bad"))
        .isInstanceOf(NullPointerException.class);

    // Then
    assertThat(set.changed().keySet()).containsExactly(FIRST.key());
    assertThat(set.entries()).hasSize(1).allMatch(entry -> entry.causation().equals("good"));
  }

  @Test
  void shouldFollowWhatIsStored() {
    // Given
    UsageSet first = set(Map.of());
    first.apply(List.of(FIRST), "event-1");
    UsageSet second = set(Map.of(FIRST.key(), first.changed().get(FIRST.key())));

    // When
    second.apply(List.of(FIRST), "event-2");

    // Then
    assertThat(first.isStored(FIRST.key())).isFalse();
    assertThat(second.isStored(FIRST.key())).isTrue();
    assertThat(second.changed()).isEmpty();
  }

  private static UsageFact fact(int which) {
    return which < 3
        ? Facts.used(which, which == 2 ? "landline" : "mobile", 31L * which)
        : Facts.costed("0.0" + which, "USD", which);
  }

  private static UsageSet set(Map<UsageKey, UsageRecord> stored) {
    TenantId tenant = Facts.KEY.tenant();
    return new UsageSet(stored, Map.of(tenant, Samples.seededRates()), Samples.NOVEMBER);
  }
}
