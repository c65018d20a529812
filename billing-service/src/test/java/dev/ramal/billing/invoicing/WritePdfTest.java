package dev.ramal.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.BillingParty;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BILL-247 a PDF says what the document says, page by page, in the same bytes")
class WritePdfTest {
  private static final String LONG_NAME =
      "Comércio de Ações e Reposição São João & Irmãos Associados do Interior Paulista Ltda. 販売";

  @Test
  void shouldBeTheSameBytesAndReadable() throws IOException {
    // Given
    PaperDocument paper = paper(3);

    // When
    byte[] pdf = WritePdf.of(paper);

    // Then
    assertThat(pdf).isEqualTo(WritePdf.of(paper)).isNotEqualTo(WritePdf.of(paper(4)));
    assertThat(text(pdf))
        .containsSubsequence(
            "Fatura nº 12",
            "Mês de referência: novembro de 2026",
            "Emitente",
            "Ramal",
            "CNPJ 11.222.333/0001-81",
            "Cliente",
            "Comércio de Ações e Reposição São João & Irmãos Associados do Interior Paulista Ltda."
                + " ??",
            "Chamadas, celular 1.000 minutos R$ 300,00",
            "Total a pagar R$ 1.234,56",
            "Uma observação.",
            "Página 1 de 1");
  }

  @Test
  void shouldTurnThePageAndLoseNoLine() throws IOException {
    // When
    byte[] pdf = WritePdf.of(paper(150));

    // Then
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getNumberOfPages()).isEqualTo(4);
    }
    assertThat(text(pdf).split("Chamadas, celular 1\\.000 minutos R\\$ 300,00", -1)).hasSize(151);
    assertThat(text(pdf)).contains("Página 4 de 4");
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(read);
    }
  }

  private static PaperDocument paper(int rows) {
    return new PaperDocument(
        UUID.fromString("0196a000-0000-7000-8000-000000000000"),
        "Fatura nº 12",
        new BillingParty("Ramal", "11.222.333/0001-81", null),
        new BillingParty(LONG_NAME, null, "Rua das Árvores, 7"),
        List.of(List.of("Mês de referência", "novembro de 2026")),
        Collections.nCopies(rows, List.of("Chamadas, celular", "1.000 minutos", "R$ 300,00")),
        List.of(List.of("Total a pagar", "R$ 1.234,56")),
        List.of("Uma observação."),
        Instant.parse("2026-12-06T03:00:00Z"));
  }
}
