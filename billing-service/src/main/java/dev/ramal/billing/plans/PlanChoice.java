package dev.ramal.billing.plans;

/**
 * @param plan code of the plan; null or left out for consumption alone
 * @param fromMonth yyyy-MM; the current month when left out
 */
public record PlanChoice(String plan, String fromMonth) {}
