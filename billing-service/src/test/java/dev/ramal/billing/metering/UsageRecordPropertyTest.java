package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UsageRecordPropertyTest {
  @Property(tries = 2000)
  @Label("BILL-27 shuffled and repeated five times, the facts come to the same")
  void shouldConvergeInAnyOrder(@ForAll("facts") List<UsageFact> facts, @ForAll Random random) {
    // Given
    List<UsageFact> delivered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      delivered.addAll(facts);
    }
    Collections.shuffle(delivered, random);

    // When
    PostedUsage shuffled = PostedUsage.of(delivered);

    // Then
    PostedUsage inOrder = PostedUsage.of(facts);
    assertThat(shuffled.record().reported()).isEqualTo(inOrder.record().reported());
    assertThat(shuffled.record()).hasSameClassAs(inOrder.record());
    assertSameSums(shuffled.balance(), inOrder.balance());
  }

  @Property(tries = 2000)
  @Label("BILL-28 what stands is always the sum of the entries, numbered without a gap")
  void shouldHoldTheSumOfItsEntries(@ForAll("facts") List<UsageFact> facts) {
    // Given
    List<UsageFact> heard = facts;

    // When
    PostedUsage posted = PostedUsage.of(heard);

    // Then
    Money cost = Money.zero("BRL");
    Money price = Money.zero("BRL");
    long billed = 0;
    int number = 0;
    for (LedgerEntry entry : posted.entries()) {
      cost = cost.plus(entry.cost());
      price = price.plus(entry.price());
      billed += entry.billedQuantity();
      assertThat(entry.number()).isEqualTo(++number);
    }
    assertThat(posted.balance().cost()).isEqualTo(cost);
    assertThat(posted.balance().price()).isEqualTo(price);
    assertThat(posted.balance().billedQuantity()).isEqualTo(billed);
    assertThat(posted.balance().entries()).isEqualTo(number);
  }

  @Provide
  Arbitrary<List<UsageFact>> facts() {
    Arbitrary<UsageFact> used =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("mobile", "landline", "satellite"))
            .as((revision, cls) -> Facts.used(revision, cls, revision * 31L));
    Arbitrary<UsageFact> costed =
        Arbitraries.integers()
            .between(1, 3)
            .map(minute -> Facts.costed("0.0" + minute, "USD", minute));
    return Arbitraries.oneOf(used, costed)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .uniqueElements(UsageRecordPropertyTest::identity);
  }

  private static Object identity(UsageFact fact) {
    return fact instanceof UsageFact.Used used
        ? used.revision()
        : ((UsageFact.Costed) fact).costedAt();
  }

  private static void assertSameSums(BookedBalance shuffled, BookedBalance inOrder) {
    assertThat(shuffled.cost()).isEqualTo(inOrder.cost());
    assertThat(shuffled.price()).isEqualTo(inOrder.price());
    assertThat(shuffled.quantity()).isEqualTo(inOrder.quantity());
    assertThat(shuffled.billedQuantity()).isEqualTo(inOrder.billedQuantity());
  }
}
