package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a file line by line from a server-side cursor: memory is the same for ten lines and for
 * ten million. A reader that is slow slows the cursor down.
 */
@ApplicationScoped
class WriteFile {
  private static final int LINES_AT_ONCE = 250;

  private final ReadTransactions reads;
  private final LedgerRepository ledger;

  WriteFile(ReadTransactions reads, LedgerRepository ledger) {
    this.reads = reads;
    this.ledger = ledger;
  }

  /**
   * The file in chunks of whole lines. The calculator has seen all of it once the stream is
   * complete.
   *
   * @param snapshot which entries of the ledger belong to the file
   */
  Multi<byte[]> write(
      TenantId tenant, Terms terms, String snapshot, StatementCalculator calculator) {
    Multi<String> header = Multi.createFrom().item(ExportLines.header());
    Multi<String> lines =
        reads.stream(
                tenant, connection -> ledger.month(connection, tenant, terms.month(), snapshot))
            .map(entry -> ExportLines.of(calculator.add(entry)));
    Multi<String> ending =
        Multi.createFrom()
            .deferred(
                () -> Multi.createFrom().iterable(ExportLines.ending(calculator.statement())));
    return Multi.createBy()
        .concatenating()
        .streams(header, lines, ending)
        .group()
        .intoLists()
        .of(LINES_AT_ONCE)
        .map(WriteFile::bytes);
  }

  private static byte[] bytes(List<String> lines) {
    return String.join("", lines).getBytes(StandardCharsets.UTF_8);
  }
}
