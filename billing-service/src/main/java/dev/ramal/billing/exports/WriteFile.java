package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes a file page by page: memory is the same for ten lines and for ten million. A reader that
 * is slow waits for nobody and keeps no connection.
 */
@ApplicationScoped
class WriteFile {
  private final ReadTransactions reads;
  private final MonthRepository months;

  WriteFile(ReadTransactions reads, MonthRepository months) {
    this.reads = reads;
    this.months = months;
  }

  /**
   * The file in chunks of whole lines. The calculator has seen all of it once the stream is
   * complete.
   *
   * @param snapshot which entries of the ledger belong to the file
   * @param file empty
   */
  Multi<byte[]> write(
      TenantId tenant,
      Terms terms,
      String snapshot,
      StatementCalculator calculator,
      ExportLines file) {
    file.header();
    Multi<byte[]> lines =
        reads
            .<MonthEntry>pages(
                tenant,
                (connection, last) ->
                    months.page(connection, tenant, terms.month(), snapshot, last))
            .map(
                page -> {
                  page.forEach(entry -> file.add(calculator.add(entry)));
                  return file.take();
                });
    Multi<byte[]> ending = Multi.createFrom().item(() -> file.end(calculator.statement()).take());
    return Multi.createBy().concatenating().streams(lines, ending);
  }
}
