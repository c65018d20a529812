package dev.ramal.billing.gaps;

import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the tariffs of an organization against the reference list, on a worker: it asks thousands
 * of times, and the numbering plans of the world are read for the first one.
 */
@ApplicationScoped
public class CheckGaps {
  private final TariffRepository tariffs;
  private final SqlTransactions transactions;

  CheckGaps(TariffRepository tariffs, SqlTransactions transactions) {
    this.tariffs = tariffs;
    this.transactions = transactions;
  }

  /**
   * @param with a document that is checked as if it was published; null for none
   */
  public Uni<GapReport> check(TenantId tenant, Instant at, TariffDocument with) {
    return transactions
        .inTenant(tenant, sql -> tariffs.book(sql, tenant))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(book -> FindGaps.in(with == null ? book : with(book, with), at, Carrier.known()));
  }

  private static TariffBook with(TariffBook book, TariffDocument document) {
    List<Tariff> agreed = new ArrayList<>(book.agreed());
    agreed.add(document.toTariff(UuidV7.next()));
    return new TariffBook(agreed, book.reference());
  }
}
