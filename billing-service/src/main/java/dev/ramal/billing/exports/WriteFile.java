package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
            .onItem()
            .transformToUniAndConcatenate(
                page ->
                    written(file, () -> page.forEach(entry -> file.add(calculator.add(entry)))));
    Multi<byte[]> ending =
        Multi.createFrom()
            .deferred(() -> written(file, () -> file.end(calculator.statement())).toMulti());
    return Multi.createBy().concatenating().streams(lines, ending);
  }

  /**
   * One page after the other, each on a worker, while an event loop reads the next; back where it
   * came from.
   */
  private static Uni<byte[]> written(ExportLines file, Runnable page) {
    Uni<byte[]> bytes =
        Uni.createFrom()
            .item(
                () -> {
                  page.run();
                  return file.take();
                });
    Context caller = Vertx.currentContext();
    Uni<byte[]> elsewhere = bytes.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    return caller == null
        ? elsewhere
        : elsewhere.emitOn(then -> caller.runOnContext(ignored -> then.run()));
  }
}
