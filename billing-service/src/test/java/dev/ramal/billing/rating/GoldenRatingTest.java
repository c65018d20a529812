package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts computed elsewhere, by another program: nothing here is what the code came to. */
class GoldenRatingTest {
  private static final Rate RATE = new Rate(new BigDecimal("0.07"), new BigDecimal("0.05"), "BRL");
  private static final long GRACE = 5;

  @DisplayName(
      "BILL-311 golden seconds under each scheme, with grace 5 and 0.05 for the connection")
  @ParameterizedTest(name = "{0} s")
  @CsvSource({
    "   0,    0, 0.000000,    0, 0.000000,    0, 0.000000,    0, 0.000000",
    "   1,    0, 0.000000,    0, 0.000000,    0, 0.000000,    0, 0.000000",
    "   5,    0, 0.000000,    0, 0.000000,    0, 0.000000,    0, 0.000000",
    "   6,   30, 0.085000,   60, 0.120000,    6, 0.057000,    6, 0.057000",
    "   7,   30, 0.085000,   60, 0.120000,   12, 0.064000,    7, 0.058167",
    "  29,   30, 0.085000,   60, 0.120000,   30, 0.085000,   29, 0.083833",
    "  30,   30, 0.085000,   60, 0.120000,   30, 0.085000,   30, 0.085000",
    "  31,   36, 0.092000,   60, 0.120000,   36, 0.092000,   31, 0.086167",
    "  36,   36, 0.092000,   60, 0.120000,   36, 0.092000,   36, 0.092000",
    "  37,   42, 0.099000,   60, 0.120000,   42, 0.099000,   37, 0.093167",
    "  59,   60, 0.120000,   60, 0.120000,   60, 0.120000,   59, 0.118833",
    "  60,   60, 0.120000,   60, 0.120000,   60, 0.120000,   60, 0.120000",
    "  61,   66, 0.127000,  120, 0.190000,   66, 0.127000,   61, 0.121167",
    "3600, 3600, 4.250000, 3600, 4.250000, 3600, 4.250000, 3600, 4.250000"
  })
  void shouldComeToTheGoldenAmounts(
      long seconds,
      long b30s6,
      String p30s6,
      long b60s60,
      String p60s60,
      long b6s6,
      String p6s6,
      long b1s1,
      String p1s1) {
    // Then
    assertRated(seconds, 30, 6, b30s6, p30s6);
    assertRated(seconds, 60, 60, b60s60, p60s60);
    assertRated(seconds, 6, 6, b6s6, p6s6);
    assertRated(seconds, 1, 1, b1s1, p1s1);
  }

  @DisplayName("BILL-311 half a millionth goes to the even one, and is rounded once")
  @ParameterizedTest(name = "{0} s at {1}")
  @CsvSource({
    "1, 0.00015, 0.000002",
    "3, 0.00015, 0.000008",
    "5, 0.00015, 0.000012",
    "1, 0.00009, 0.000002",
    "1, 0.00003, 0.000000",
    "61, 0.000000001, 0.000000"
  })
  void shouldRoundHalfEven(long seconds, String perMinute, String amount) {
    // When
    Money rounded = Rate.brl(perMinute).of(Meter.VOICE_MINUTE, seconds);

    // Then
    assertThat(rounded.amount()).isEqualTo(new BigDecimal(amount));
  }

  /** Price and cost are rounded by their own schemes; here by the same, from both sides. */
  private static void assertRated(
      long seconds, long minimum, long increment, long billed, String amount) {
    Increments scheme = new Increments(minimum, increment, GRACE);
    Rule rule =
        new Rule(
            "r", Meter.VOICE_MINUTE, null, null, null, null, null, scheme, RATE, RATE, null, 0);
    Rating rating =
        new RateUsage(Samples.book(Samples.tariff("t", Instant.EPOCH, rule)), Samples.EXCHANGE)
            .rate(Samples.leadCall("mobile", seconds));

    if (billed == 0) {
      assertThat(rating)
          .isEqualTo(
              new Rating.NotCharged(
                  seconds == 0 ? "nothing was used" : "inside the grace of " + GRACE));
      return;
    }
    Rating.Rated rated = (Rating.Rated) rating;
    assertThat(rated.billedQuantity()).as("%d s under %s", seconds, scheme).isEqualTo(billed);
    assertThat(rated.price().amount()).isEqualTo(new BigDecimal(amount));
    assertThat(rated.cost().brl().amount()).isEqualTo(new BigDecimal(amount));
  }
}
