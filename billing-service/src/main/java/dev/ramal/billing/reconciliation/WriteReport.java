package dev.ramal.billing.reconciliation;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.exports.TableFile;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;

/** Writes lines and notes as files, page by page. */
@ApplicationScoped
class WriteReport {
  private static final int PAGE = 1000;

  private static final List<String> LINE_COLUMNS =
      List.of(
          "place",
          "class",
          "file_rows",
          "duplicate_of",
          "carrier_reference",
          "matched_by",
          "usage_id",
          "subject",
          "subject_id",
          "leg",
          "party",
          "occurred_at",
          "their_quantity",
          "our_quantity",
          "their_amount",
          "their_currency",
          "our_amount",
          "our_currency",
          "their_brl",
          "our_brl",
          "asked",
          "asked_currency");

  private static final List<String> NOTE_COLUMNS =
      List.of(
          "place", "class", "file_rows", "carrier_reference", "ask", "amount", "currency", "text");

  private final ReadTransactions reads;
  private final LineRepository lines;

  WriteReport(ReadTransactions reads, LineRepository lines) {
    this.reads = reads;
    this.lines = lines;
  }

  /**
   * @param made fails when there is none
   * @param only of one class; empty for all
   */
  RestMulti<byte[]> lines(
      TenantId tenant, Uni<Reconciliation> made, Optional<LineClass> only, ExportFormat format) {
    return RestMulti.fromUniResponse(
        made,
        of -> {
          TableFile file = format.open(of.month());
          return written(
              file, LINE_COLUMNS, pages(tenant, of.id(), only), line -> write(file, line));
        },
        of -> headers(of, "lines", format));
  }

  RestMulti<byte[]> notes(
      TenantId tenant, Uni<Reconciliation> made, NoteLanguage language, ExportFormat format) {
    return RestMulti.fromUniResponse(
        made,
        of -> {
          TableFile file = format.open(of.month());
          WriteNote write = new WriteNote(of.kind(), of.zone(), language);
          return written(
              file,
              NOTE_COLUMNS,
              differences(tenant, of.id()),
              line -> write(file, write.about(line)));
        },
        of -> headers(of, "notes-" + language.wire(), format));
  }

  private Multi<List<ReconciledLine>> pages(TenantId tenant, UUID id, Optional<LineClass> only) {
    return reads.pages(
        tenant, (sql, last) -> lines.page(sql, tenant, id, only, behind(last), PAGE));
  }

  private Multi<List<ReconciledLine>> differences(TenantId tenant, UUID id) {
    return reads.pages(
        tenant, (sql, last) -> lines.differences(sql, tenant, id, behind(last), PAGE));
  }

  private static long behind(ReconciledLine last) {
    return last == null ? 0 : last.place();
  }

  private static Multi<byte[]> written(
      TableFile file,
      List<String> columns,
      Multi<List<ReconciledLine>> pages,
      Consumer<ReconciledLine> write) {
    file.header(columns);
    Multi<byte[]> heading = Multi.createFrom().item(file::take);
    Multi<byte[]> rest =
        pages.map(
            page -> {
              page.forEach(write);
              return file.take();
            });
    return Multi.createBy().concatenating().streams(heading, rest);
  }

  private static void write(TableFile file, ReconciledLine line) {
    file.field(line.place())
        .field(line.lineClass().wire())
        .field(rows(line.fileRows()))
        .field(line.duplicateOf())
        .field(line.carrierReference())
        .field(line.matchedBy())
        .field(line.usageId())
        .field(line.subject())
        .field(line.subjectId())
        .field(line.leg())
        .field(line.party())
        .field(line.occurredAt())
        .field(line.theirQuantity())
        .field(line.ourQuantity());
    money(file, line.theirs());
    money(file, line.ours());
    file.field(line.theirsInBrl() == null ? null : line.theirsInBrl().amount())
        .field(line.oursInBrl() == null ? null : line.oursInBrl().amount());
    money(file, line.asked());
    file.endLine();
  }

  private static void write(TableFile file, ProposedNote note) {
    file.field(note.place())
        .field(note.lineClass().wire())
        .field(rows(note.fileRows()))
        .field(note.carrierReference())
        .field(note.ask().wire());
    money(file, note.amount());
    file.field(note.text());
    file.endLine();
  }

  private static void money(TableFile file, Money money) {
    file.field(money == null ? null : money.amount())
        .field(money == null ? null : money.currency());
  }

  private static String rows(List<Long> rows) {
    return rows.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static Map<String, List<String>> headers(
      Reconciliation made, String what, ExportFormat format) {
    return Map.of(
        "Content-Type",
        List.of(format.mediaType()),
        "Content-Disposition",
        List.of(
            "attachment; filename=\"ramal-%s-%s-%s.csv\""
                .formatted(made.carrier().wire(), made.month(), what)));
  }
}
