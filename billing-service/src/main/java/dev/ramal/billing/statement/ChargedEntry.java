package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.events.Money;

/**
 * An entry of the ledger as the month's plan and volume make it.
 *
 * @param includedQuantity billed units the plan's fee already paid for
 * @param carrierDiscount what the carrier's volume discount takes off the cost
 * @param cost after the discount, BRL
 * @param price after the allowance, BRL
 */
public record ChargedEntry(
    MonthEntry entry, long includedQuantity, Money carrierDiscount, Money cost, Money price) {}
