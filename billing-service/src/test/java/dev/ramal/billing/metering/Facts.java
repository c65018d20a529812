package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Facts about one call's lead leg. */
final class Facts {
  static final UsageKey KEY =
      new UsageKey(TenantId.of("aurora"), UsageKey.CALL, "call-1", "lead", Meter.VOICE_MINUTE);

  /** The reference of today, and a rate of the euro. */
  static final RateUsage WITH_EUROS =
      new RateUsage(
          Samples.book(Samples.seeded("referencia-2024.1")),
          new ExchangeRates(
              List.of(
                  new ExchangeRate(
                      "EUR", LocalDate.of(2026, 1, 1), new BigDecimal("6.40"), "teste"))));

  /** The reference of today, and the dollar's rate after somebody has corrected it. */
  static final RateUsage DOLLAR_CORRECTED =
      new RateUsage(
          Samples.book(Samples.seeded("referencia-2024.1")),
          new ExchangeRates(
              List.of(
                  new ExchangeRate(
                      "USD", Samples.DOLLAR.from(), new BigDecimal("6.00"), "corrigido"))));

  private Facts() {}

  static Used used(int revision, String destinationClass, long seconds) {
    return new Used(
        KEY, revision, Samples.leadCall(destinationClass, seconds), Attribution.UNKNOWN);
  }

  static Costed costed(String amount, String currency, int minutesLater) {
    return new Costed(
        KEY, Money.of(amount, currency), Samples.NOVEMBER.plus(Duration.ofMinutes(minutesLater)));
  }

  static RateUsage withTariffFor(String destinationClass) {
    return new RateUsage(
        Samples.book(
            Samples.tariff(
                "nova", Instant.EPOCH, Samples.rule("nova", Meter.VOICE_MINUTE, destinationClass))),
        Samples.EXCHANGE);
  }
}
