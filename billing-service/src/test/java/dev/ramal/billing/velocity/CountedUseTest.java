package dev.ramal.billing.velocity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.LedgerEntries;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.events.Money;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedUseTest {
  private static final Instant SINCE = Instant.parse("2026-11-08T00:00:00Z");

  @DisplayName("BILL-233 a number is counted by its country, +1 by area code, Brazil not at all")
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "+5352345678,    +53",
    "+18765551234,   +1876",
    "+14165551234,   +1416",
    "+4915112345678, +49",
    "+37127000000,   +371",
    "+883510000000,  +883",
    "+5511987654321,",
    "client:ana,",
  })
  void shouldTellThePrefixAbroad(String number, String prefix) {
    // Then
    assertThat(ForeignPrefix.of(number).orElse(null)).isEqualTo(prefix);
  }

  @DisplayName("BILL-234 each entry is counted once a rule, in its part of the window, if not late")
  @Test
  void shouldCountEachEntryOnceARule() {
    // Given
    VelocityRule listed = rule(List.of("+55119", "+55", "+53"), 1440);
    VelocityRule abroad = rule(List.of(), 30);
    List<LedgerEntry> entries =
        List.of(
            call("+5511987654321", "2026-11-10T14:47:59Z", 30, "0.15"),
            call("+5352345678", "2026-11-10T14:47:59Z", -60, "-1.00"),
            call("+5352345678", "2026-11-07T23:59:59Z", 60, "1.00"),
            call("+4915112345678", "2026-11-10T14:47:59Z", 60, "1.00"),
            call("+4915112345678", "2026-11-10T14:47:59Z", 0, "0.00"));

    // When
    List<CountedUse> counted =
        CountedUse.of(entries, Map.of(Tenants.AURORA, List.of(listed, abroad)), SINCE);

    // Then
    long minute = Instant.parse("2026-11-10T14:47:00Z").getEpochSecond() / 60;
    long part = Instant.parse("2026-11-10T14:24:00Z").getEpochSecond() / 60;
    assertThat(counted)
        .extracting(
            use -> use.prefix() + " " + use.minute() + " " + use.seconds() + " " + use.spent())
        .containsExactly(
            "+55119 " + part + " 30 0.150000",
            "+53 " + part + " -60 -1.000000",
            "+53 " + minute + " -60 -1.000000",
            "+49 " + minute + " 60 1.000000");
  }

  private static VelocityRule rule(List<String> prefixes, int window) {
    return new VelocityRule(
        UUID.randomUUID(),
        "x",
        prefixes,
        window,
        Money.brl("10.00"),
        null,
        true,
        "davi",
        Instant.EPOCH);
  }

  private static LedgerEntry call(String number, String at, long seconds, String price) {
    return LedgerEntries.call(Tenants.AURORA, "ana", number, at, seconds, price);
  }
}
