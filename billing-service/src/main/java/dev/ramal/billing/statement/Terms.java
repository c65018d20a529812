package dev.ramal.billing.statement;

import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.tariffs.VolumeDiscount;

/**
 * What, beside the ledger, decides a month.
 *
 * @param plan null when the organization pays by consumption alone
 * @param discount null when the carrier gives none
 */
public record Terms(BillingMonth month, Plan plan, VolumeDiscount discount) {}
