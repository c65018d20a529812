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

class SettleUsePropertyTest {
  @Property(tries = 2000)
  @Label("BILL-27 shuffled and repeated five times, the facts come to the same")
  void shouldConvergeInAnyOrder(@ForAll("facts") List<UseFact> facts, @ForAll Random random) {
    // Given
    List<UseFact> delivered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      delivered.addAll(facts);
    }
    Collections.shuffle(delivered, random);

    // When
    Books shuffled = Books.hearing(delivered);

    // Then
    Books inOrder = Books.hearing(facts);
    assertThat(shuffled.use().usage()).isEqualTo(inOrder.use().usage());
    assertThat(shuffled.use().status()).isEqualTo(inOrder.use().status());
    assertSameSums(shuffled.use().standing(), inOrder.use().standing());
  }

  @Property(tries = 2000)
  @Label("BILL-28 what stands is always the sum of the lines, numbered without a gap")
  void shouldStandForTheSumOfItsLines(@ForAll("facts") List<UseFact> facts) {
    // Given
    List<UseFact> heard = facts;

    // When
    Books books = Books.hearing(heard);

    // Then
    Money cost = Money.zero("BRL");
    Money price = Money.zero("BRL");
    long billed = 0;
    int number = 0;
    for (LedgerEntry entry : books.entries()) {
      cost = cost.plus(entry.cost());
      price = price.plus(entry.price());
      billed += entry.billedQuantity();
      assertThat(entry.number()).isEqualTo(++number);
    }
    assertThat(books.use().standing().cost()).isEqualTo(cost);
    assertThat(books.use().standing().price()).isEqualTo(price);
    assertThat(books.use().standing().billedQuantity()).isEqualTo(billed);
    assertThat(books.use().standing().entries()).isEqualTo(number);
  }

  @Provide
  Arbitrary<List<UseFact>> facts() {
    Arbitrary<UseFact> used =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("mobile", "landline", "satellite"))
            .as((revision, cls) -> Facts.used(revision, cls, revision * 31L));
    Arbitrary<UseFact> costed =
        Arbitraries.integers()
            .between(1, 3)
            .map(minute -> Facts.costed("0.0" + minute, "USD", minute));
    return Arbitraries.oneOf(used, costed)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .uniqueElements(SettleUsePropertyTest::identity);
  }

  private static Object identity(UseFact fact) {
    return fact instanceof UseFact.Used used ? used.revision() : ((UseFact.Costed) fact).costedAt();
  }

  private static void assertSameSums(Standing shuffled, Standing inOrder) {
    assertThat(shuffled.cost()).isEqualTo(inOrder.cost());
    assertThat(shuffled.price()).isEqualTo(inOrder.price());
    assertThat(shuffled.quantity()).isEqualTo(inOrder.quantity());
    assertThat(shuffled.billedQuantity()).isEqualTo(inOrder.billedQuantity());
  }
}
