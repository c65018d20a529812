package dev.ramal.billing.metering;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/**
 * Rates what could not be rated, after somebody has added a tariff or an exchange rate. Each usage
 * is a transaction of its own, so one that still cannot be rated holds up no other; of more than
 * can be tried at once those come first that have waited longest for another try.
 */
@ApplicationScoped
public class RerateUnrateable {
  private static final int AT_ONCE = 1000;

  private final UsageRecordRepository records;
  private final PostUsage postUsage;
  private final TenantTransactions transactions;

  RerateUnrateable(
      UsageRecordRepository records, PostUsage postUsage, TenantTransactions transactions) {
    this.records = records;
    this.postUsage = postUsage;
    this.transactions = transactions;
  }

  public Uni<Rerated> rerate(TenantId tenant) {
    String command = UuidV7.next().toString();
    return transactions
        .inTenant(tenant, session -> records.longestUnrateable(session, AT_ONCE))
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(
            usage ->
                transactions.inTenant(
                    tenant, session -> postUsage.rerate(session, usage.key(), command)))
        .filter(rated -> rated)
        .collect()
        .with(Collectors.counting())
        .chain(
            rated ->
                transactions
                    .inTenant(tenant, records::countUnrateable)
                    .map(left -> new Rerated(rated, left)));
  }

  /**
   * @param rated how many now are
   * @param stillUnrateable how many still are not
   */
  public record Rerated(long rated, long stillUnrateable) {}
}
