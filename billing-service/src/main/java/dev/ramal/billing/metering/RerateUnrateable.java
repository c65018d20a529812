package dev.ramal.billing.metering;

import dev.ramal.billing.metering.UsageRecordRepository.UnrateableUsage;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rates what could not be rated, after somebody has added a tariff or an exchange rate. Usages that
 * still cannot be rated hold up no others; of more than can be tried at once those come first that
 * have waited longest for another try.
 */
@ApplicationScoped
public class RerateUnrateable {
  private static final int AT_ONCE = 1000;
  private static final int SET = 200;

  private final UsageRecordRepository records;
  private final PostUsage postUsage;
  private final TenantTransactions transactions;
  private final SqlTransactions setTransactions;

  RerateUnrateable(
      UsageRecordRepository records,
      PostUsage postUsage,
      TenantTransactions transactions,
      SqlTransactions setTransactions) {
    this.records = records;
    this.postUsage = postUsage;
    this.transactions = transactions;
    this.setTransactions = setTransactions;
  }

  public Uni<Rerated> rerate(TenantId tenant) {
    String command = UuidV7.next().toString();
    return transactions
        .inTenant(tenant, session -> records.longestUnrateable(session, AT_ONCE))
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .map(UnrateableUsage::key)
        .group()
        .intoLists()
        .of(SET)
        .onItem()
        .transformToUniAndConcatenate(
            keys ->
                setTransactions.inTenant(
                    tenant, sql -> postUsage.rerate(sql, Set.copyOf(keys), command)))
        .collect()
        .with(Collectors.summingLong(Long::longValue))
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
