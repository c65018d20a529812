package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a document as PDF. It takes a tenth of a second and blocks: for a worker. */
final class WritePdf {
  private static final int TITLE = 18;
  private static final int TEXT = 10;
  private static final int SMALL = 8;
  private static final int QUANTITY_TO = 430;
  private static final int DESCRIPTION_WIDTH = 235;
  private static final int LINE = 14;
  private static final int ROOM_OF_TOTALS = 120;

  private final PdfSheet sheet;

  private WritePdf(PdfSheet sheet) {
    this.sheet = sheet;
  }

  static byte[] of(PaperDocument paper) {
    try (PdfSheet sheet = new PdfSheet()) {
      new WritePdf(sheet).write(paper);
      return sheet.bytes(paper.id(), paper.title(), paper.issuedAt());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + paper.title(), e);
    }
  }

  private void write(PaperDocument paper) throws IOException {
    sheet.left(PdfSheet.LEFT, TITLE, paper.title());
    sheet.down(2 * LINE);
    for (List<String> fact : paper.facts()) {
      sheet.left(PdfSheet.LEFT, TEXT, fact.get(0) + ": " + fact.get(1));
      sheet.down(LINE);
    }
    sheet.down(LINE);
    party("Emitente", paper.issuer());
    party("Cliente", paper.billTo());
    rows(paper.rows());
    sheet.require(ROOM_OF_TOTALS);
    for (List<String> total : paper.totals()) {
      sheet.right(QUANTITY_TO, TEXT, total.get(0));
      sheet.right(PdfSheet.RIGHT, TEXT, total.get(1));
      sheet.down(LINE);
    }
    sheet.down(LINE);
    for (String remark : paper.remarks()) {
      lines(PdfSheet.RIGHT - PdfSheet.LEFT, SMALL, remark);
    }
  }

  private void party(String label, BillingParty party) throws IOException {
    sheet.left(PdfSheet.LEFT, SMALL, label);
    sheet.down(LINE);
    lines(PdfSheet.RIGHT - PdfSheet.LEFT, TEXT, party.name());
    if (party.taxId() != null) {
      lines(PdfSheet.RIGHT - PdfSheet.LEFT, TEXT, "CNPJ " + party.taxId());
    }
    if (party.address() != null) {
      lines(PdfSheet.RIGHT - PdfSheet.LEFT, TEXT, party.address());
    }
    sheet.down(LINE);
  }

  private void rows(List<List<String>> rows) throws IOException {
    sheet.left(PdfSheet.LEFT, SMALL, "Descrição");
    sheet.right(QUANTITY_TO, SMALL, "Quantidade");
    sheet.right(PdfSheet.RIGHT, SMALL, "Valor");
    sheet.down(LINE / 2);
    sheet.rule();
    sheet.down(LINE);
    for (List<String> row : rows) {
      List<String> description = sheet.wrap(DESCRIPTION_WIDTH, TEXT, row.get(0));
      sheet.require(description.size() * LINE);
      sheet.right(QUANTITY_TO, SMALL, row.get(1));
      sheet.right(PdfSheet.RIGHT, TEXT, row.get(2));
      for (String line : description) {
        sheet.left(PdfSheet.LEFT, TEXT, line);
        sheet.down(LINE);
      }
    }
    sheet.rule();
    sheet.down(LINE);
  }

  private void lines(int width, int size, String text) throws IOException {
    for (String line : sheet.wrap(width, size, text)) {
      sheet.require(LINE);
      sheet.left(PdfSheet.LEFT, size, line);
      sheet.down(LINE);
    }
  }
}
