package dev.ramal.billing.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SharesPropertyTest {
  @Property(tries = 1000)
  @Label("BILL-444 shares add up, and none is more than what is shared, whatever was taken back")
  void shouldShareNoMoreThanThereIs(
      @ForAll("amounts") BigDecimal amount, @ForAll("weights") List<BigDecimal> weights) {
    // Given
    Map<String, BigDecimal> byKey = byKey(weights);
    Assume.that(Shares.canBeBy(byKey));

    // When
    Map<String, BigDecimal> shares = Shares.of(amount, byKey);

    // Then
    assertThat(sum(shares)).isEqualByComparingTo(amount);
    assertThat(shares).containsOnlyKeys(byKey.keySet());
    assertThat(shares)
        .allSatisfy(
            (key, share) -> {
              assertThat(share.signum() * amount.signum()).isNotNegative();
              assertThat(share.abs()).isLessThanOrEqualTo(amount.abs());
              assertThat(share.signum() == 0 || byKey.get(key).signum() > 0).isTrue();
            });
  }

  @Property(tries = 1000)
  @Label("BILL-444 what is left of weights is no more of each than it weighs, and adds up")
  void shouldLeaveNoMoreThanEachWeighs(
      @ForAll("amounts") BigDecimal amount, @ForAll("weights") List<BigDecimal> weights) {
    // Given
    Map<String, BigDecimal> byKey = byKey(weights);
    Assume.that(Shares.isLeftOf(amount, byKey));

    // When
    Map<String, BigDecimal> left = Shares.left(amount, byKey);

    // Then
    assertThat(sum(left)).isEqualByComparingTo(amount);
    assertThat(left)
        .allSatisfy(
            (key, part) ->
                assertThat(part.abs())
                    .isLessThanOrEqualTo(byKey.get(key).abs().add(BigDecimal.valueOf(1, 6))));
  }

  @Example
  @Label("BILL-444 a fee goes to whom something is left, not against whom it was taken back from")
  void shouldGiveNothingToWhomUsageWasTakenBackFrom() {
    // When
    Map<String, BigDecimal> shares =
        Shares.of(new BigDecimal("399"), byKey(List.of(new BigDecimal("5"), new BigDecimal("-4"))));

    // Then
    assertThat(shares.get("0")).isEqualByComparingTo("399");
    assertThat(shares.get("1")).isZero();
  }

  @Provide
  Arbitrary<BigDecimal> amounts() {
    return Arbitraries.longs()
        .between(-900_000_000, 900_000_000)
        .map(micros -> BigDecimal.valueOf(micros, 6));
  }

  @Provide
  Arbitrary<List<BigDecimal>> weights() {
    return Arbitraries.longs()
        .between(-200_000_000, 900_000_000)
        .map(micros -> BigDecimal.valueOf(micros, 6))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Map<String, BigDecimal> byKey(List<BigDecimal> weights) {
    Map<String, BigDecimal> byKey = new TreeMap<>();
    weights.forEach(weight -> byKey.put("" + byKey.size(), weight));
    return byKey;
  }

  private static BigDecimal sum(Map<String, BigDecimal> of) {
    return of.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
