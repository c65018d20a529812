package dev.ramal.billing.rating;

import dev.ramal.billing.tariffs.SeedFiles;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Usage, rules and the seeded tariffs, for tests of every feature. */
public final class Samples {
  /** Read once: some tests ask for them thousands of times. */
  private static final Map<String, Tariff> SEEDED = new ConcurrentHashMap<>();

  public static final Instant NOVEMBER = Instant.parse("2026-11-10T15:00:00Z");
  public static final ExchangeRate DOLLAR =
      new ExchangeRate("USD", LocalDate.of(2026, 1, 1), new BigDecimal("5.50"), "teste");
  public static final ExchangeRates EXCHANGE =
      new ExchangeRates(
          List.of(
              new ExchangeRate("USD", LocalDate.of(2024, 1, 1), new BigDecimal("5.00"), "teste"),
              DOLLAR));

  private Samples() {}

  public static Usage leadCall(String destinationClass, long seconds) {
    return new Usage(
        Meter.VOICE_MINUTE,
        "lead",
        Carrier.TWILIO,
        Direction.OUTBOUND,
        new DestinationClass(destinationClass),
        "+5511987654321",
        seconds,
        NOVEMBER);
  }

  public static Usage sms(long segments) {
    return new Usage(
        Meter.MESSAGE_SEGMENT,
        null,
        Carrier.TWILIO,
        Direction.OUTBOUND,
        DestinationClass.SMS_NATIONAL,
        "+5511987654321",
        segments,
        NOVEMBER);
  }

  public static Rule rule(String id, Meter meter, String destinationClass) {
    return new Rule(
        id,
        meter,
        null,
        null,
        null,
        DestinationClass.ofNullable(destinationClass),
        null,
        null,
        Rate.brl("1"),
        Rate.brl("2"));
  }

  public static Tariff tariff(String version, Instant from, Rule... rules) {
    return new Tariff(
        UUID.nameUUIDFromBytes(version.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        version,
        from,
        null,
        true,
        List.of(rules));
  }

  public static TariffBook book(Tariff... reference) {
    return new TariffBook(List.of(), List.of(reference));
  }

  /** A tariff exactly as the service seeds it. */
  public static Tariff seeded(String version) {
    return SEEDED.computeIfAbsent(version, Samples::readSeeded);
  }

  private static Tariff readSeeded(String version) {
    return SeedFiles.tariff(version)
        .toTariff(
            UUID.nameUUIDFromBytes(version.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  public static RateUsage seededRates() {
    return new RateUsage(
        book(seeded("referencia-2024.1"), seeded("referencia-numeros-2026.1")), EXCHANGE);
  }
}
