package dev.ramal.billing.plans;

import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The plans exactly as the service seeds them. */
public final class SeededPlans {
  private SeededPlans() {}

  public static Plan of(String code) {
    try (InputStream in =
        SeededPlans.class.getResourceAsStream("/seed/plans/" + code + "-2024.1.json")) {
      SeededPlan seed = EventJson.mapper().readValue(in, SeededPlan.class);
      return new Plan(
          UUID.randomUUID(),
          seed.code(),
          seed.version(),
          seed.name(),
          seed.validFrom(),
          null,
          seed.source(),
          seed.fee(),
          seed.allowances(),
          seed.features());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record SeededPlan(
      String code,
      String version,
      String name,
      LocalDate validFrom,
      String source,
      Money fee,
      List<Allowance> allowances,
      List<String> features) {}
}
