package dev.ramal.calls.routing;

import dev.ramal.calls.routing.KeepTariffs.Told;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tariffs as billing tells them. */
final class ToldTariffs {
  static final Instant LONG_AGO = Instant.parse("2024-01-01T03:00:00Z");
  static final Instant SOME_DAY = Instant.parse("2099-01-01T03:00:00Z");

  private ToldTariffs() {}

  /**
   * @param owner null for the reference
   */
  static List<Told> tariff(
      TenantId owner, String version, Instant from, Instant to, List<List<CostRule>> parts) {
    String id = UUID.randomUUID().toString();
    return IntStream.range(0, parts.size())
        .mapToObj(
            n ->
                new Told(
                    owner == null ? KeepTariffs.REFERENCE : owner.value(),
                    new TariffPublished(
                        id, version, owner == null, from, to, n + 1, parts.size(), parts.get(n))))
        .toList();
  }

  static CostRule rule(
      String id, Carrier carrier, String destination, String prefix, String perMinute) {
    return new CostRule(
        id,
        "voice-minute",
        "lead",
        carrier,
        Direction.OUTBOUND,
        DestinationClass.ofNullable(destination),
        prefix,
        perMinute,
        "0",
        "BRL",
        1,
        1,
        0);
  }
}
