package dev.ramal.billing.invoicing;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.InvoicedOrganization.INVOICES;
import static dev.ramal.billing.fixtures.InvoicedOrganization.brl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CreditNoteIssued;
import dev.ramal.events.billing.DebitNoteIssued;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class InvoiceNoteTest {
  private static final String TAXED =
      """
      {"fromMonth": "2025-06", "taxes": {"mode": "gross-up", "lines": [
        {"code": "ISS", "name": "ISS", "percent": "5"}]},
       "billTo": {"name": "Vendas do Norte Ltda.", "taxId": "11.222.333/0001-81"}}\
      """;

  @DisplayName("BILL-251 what comes after the issue becomes debit and credit notes, to the cent")
  @Test
  void shouldCorrectByNotes() throws IOException {
    // Given
    InvoicedOrganization organization =
        InvoicedOrganization.called("fatura-251").calling("0.10", "0.30");
    organization.agree(TAXED).then().statusCode(200);
    CallEvents known = organization.call("2025-06-10T15:00:00Z", 1000);
    JsonPath invoice = organization.close("2025-06").then().statusCode(201).extract().jsonPath();
    String path = INVOICES + "/" + invoice.getString("id");
    byte[] pdf = pdf(organization, path);
    StoredLines.messages(TenantId.of("fatura-251-outra"), "2025-06", 9);
    organization
        .correct(invoice.getString("id"))
        .then()
        .statusCode(409)
        .body("code", equalTo("BILLING-0049"));

    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      // When
      organization.call("2025-06-30T15:00:00Z", 601);
      JsonPath debit = corrected(organization, invoice);
      topics.send(known.costed("-0.9", "BRL"));
      topics.send(known.ended(1, "mobile", 61));
      BillingApi.awaitEntries(known.callId(), "lead", 3);
      JsonPath credit = corrected(organization, invoice);

      // Then
      assertThat(brl(invoice, "total")).isEqualByComparingTo("5.27");
      assertThat(debit.getString("kind")).isEqualTo("debit-note");
      assertThat(debit.getList("lines.source"))
          .containsExactly("usage/voice-minute/mobile/lead", "tax/ISS");
      assertThat(debit.getList("lines.amount.amount")).containsExactly("3.030000", "0.160000");
      assertThat(debit.getList("lines.usage.billedQuantity")).containsExactly(606);
      assertThat(credit.getString("kind")).isEqualTo("credit-note");
      assertThat(brl(credit, "statementTotal")).isEqualByComparingTo("-4.68");
      assertThat(brl(credit, "taxTotal")).isEqualByComparingTo("-0.24");
      assertThat(debit.getLong("number")).isEqualTo(1);
      assertThat(credit.getLong("number")).isEqualTo(1);
      JsonPath after = organization.get(path);
      assertThat(after.<Object>get("lines")).isEqualTo(invoice.<Object>get("lines"));
      assertThat(brl(after, "balance")).isEqualByComparingTo("3.54");
      assertThat(organization.get(path + "/notes").getList("items.id"))
          .containsExactly(credit.getString("id"), debit.getString("id"));
      assertThat(pdf(organization, path)).isEqualTo(pdf);
      assertThat(text(pdf(organization, path + "/notes/" + credit.getString("id"))))
          .containsSubsequence(
              "Nota de crédito nº 1",
              "Refere-se à fatura nº: 1",
              "Vendas do Norte Ltda.",
              "-R$ 4,92");
      topics.await(DebitNoteIssued.class, debit.getString("id"));
      assertThat(topics.await(CreditNoteIssued.class, credit.getString("id")).invoiceNumber())
          .isEqualTo(1);
    }
    assertThat(text(pdf))
        .containsSubsequence("Fatura nº 1", "junho de 2025", "Chamadas, celular", "R$ 5,27");
  }

  @DisplayName("BILL-255 invoices and notes of one organization do not exist for another")
  @Test
  void shouldNotExistForOthers() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("fatura-255");
    StoredLines.messages(organization.tenant(), "2025-06", 90);
    String id = organization.close("2025-06").then().statusCode(201).extract().path("id");
    StoredLines.messages(organization.tenant(), "2025-06", 90);
    String note = organization.correct(id).then().statusCode(201).extract().path("id");

    // When, Then
    for (String path :
        List.of(
            id,
            id + "/pdf",
            id + "/notes",
            id + "/notes/" + note,
            id + "/notes/" + note + "/pdf")) {
      BillingApi.as("davi").get(INVOICES + "/" + path).then().statusCode(404);
      BillingApi.operator(organization.tenant()).get(INVOICES + "/" + path).then().statusCode(200);
    }
    BillingApi.as("fabio").post(INVOICES + "/" + id + "/notes").then().statusCode(404);
    organization
        .correct(UUID.randomUUID().toString())
        .then()
        .statusCode(404)
        .body("code", equalTo("BILLING-0046"));
    assertThat(BillingApi.get("davi", INVOICES).getList("items.id")).doesNotContain(id);
  }

  @DisplayName("BILL-256 what was issued is changed by nobody, not even by the database's owner")
  @Test
  void shouldBeFinal() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("fatura-256");
    StoredLines.messages(organization.tenant(), "2025-06", 90);
    String id = organization.close("2025-06").then().statusCode(201).extract().path("id");
    StoredLines.messages(organization.tenant(), "2025-06", 90);
    organization.correct(id).then().statusCode(201);
    pdf(organization, INVOICES + "/" + id);
    InvoicedOrganization other = InvoicedOrganization.called("fatura-256-outra");
    StoredLines.messages(other.tenant(), "2025-06", 2);
    other.close("2025-06").then().statusCode(201);

    // When, Then
    for (String change :
        List.of(
            "update invoices set number = 7 where tenant = 'fatura-256'",
            "update invoices set state = 'draft', number = null, document = null, issued_at = null,"
                + " issued_by = null where tenant = 'fatura-256'",
            "delete from invoices where tenant = 'fatura-256'",
            "delete from invoices where tenant = 'fatura-256-outra'",
            "update invoice_notes set number = 7 where tenant = 'fatura-256'",
            "delete from invoice_notes where tenant = 'fatura-256'",
            "update invoice_files set pdf = '' where tenant = 'fatura-256'",
            "truncate invoices cascade")) {
      assertThatThrownBy(() -> DATABASE.execute(change))
          .as(change)
          .rootCause()
          .hasMessageContaining("never changed");
    }
  }

  private static JsonPath corrected(InvoicedOrganization organization, JsonPath invoice) {
    return organization
        .correct(invoice.getString("id"))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static byte[] pdf(InvoicedOrganization organization, String path) {
    return BillingApi.operator(organization.tenant())
        .get(path + "/pdf")
        .then()
        .statusCode(200)
        .contentType("application/pdf")
        .extract()
        .asByteArray();
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read);
    }
  }
}
