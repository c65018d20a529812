package dev.ramal.billing.plans;

import dev.ramal.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A version of a plan as it is written in JSON. */
public record PlanDocument(
    String code,
    String version,
    String name,
    LocalDate validFrom,
    LocalDate validTo,
    String source,
    Money fee,
    List<Allowance> allowances,
    List<String> features) {

  public Plan toPlan(UUID id) {
    return new Plan(id, code, version, name, validFrom, validTo, source, fee, allowances, features);
  }
}
