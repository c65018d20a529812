package dev.ramal.billing.losses;

import dev.ramal.events.TenantId;
import java.util.Comparator;

/**
 * A rule by which an organization's usage is sold: of each prefix of a tariff, or each class where
 * it asks for no prefix, there is one.
 *
 * @param tariff version of it
 */
record SellingRule(TenantId tenant, String tariff, String rule) implements Comparable<SellingRule> {
  private static final Comparator<SellingRule> ORDER =
      Comparator.comparing((SellingRule one) -> one.tenant().value())
          .thenComparing(SellingRule::tariff)
          .thenComparing(SellingRule::rule);

  @Override
  public int compareTo(SellingRule other) {
    return ORDER.compare(this, other);
  }
}
