package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ramal.events.Money;
import java.time.LocalDate;

/**
 * What a usage comes to under the plan of its month: the same as on its lines of an export.
 *
 * @param code of the plan
 * @param version of the plan
 * @param from first day of the month on which it is in force
 * @param until first day after
 * @param covered whether the plan includes usage of this kind at all
 * @param includedQuantity what the plan's fee pays of it
 * @param overageQuantity what lies beyond
 * @param due what the organization pays for it
 * @param step the same for a person, pt-BR
 */
public record UsageUnderPlan(
    String code,
    String version,
    LocalDate from,
    LocalDate until,
    boolean covered,
    long includedQuantity,
    long overageQuantity,
    Money due,
    @JsonIgnore String step) {}
