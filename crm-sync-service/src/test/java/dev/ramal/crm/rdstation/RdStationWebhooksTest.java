package dev.ramal.crm.rdstation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.crm.port.CrmContactRecord;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.crm.port.CrmWebhook.Change;
import dev.ramal.crm.port.CrmWebhook.Subject;
import dev.ramal.crm.port.MalformedWebhook;
import dev.ramal.events.EventJson;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdStationWebhooksTest {
  private static final String CONTACT =
      """
      {"id":"65f0c0ffee00000000000001","name":"Maria","phones":[{"phone":"+552712341234",
      "type":"work"},{"phone":""}],"legal_bases":%s,"updated_at":"2026-11-20T11:06:00.000-03:00"}
      """;

  @Test
  @DisplayName("CRM-176 a contact is read with its phones, its time and its legal basis")
  void shouldReadAContact() {
    // When
    CrmWebhook read =
        read("crm_contact_updated", CONTACT.formatted(basis("communications", "declined")));

    // Then
    assertThat(read.subject()).isEqualTo(Subject.CONTACT);
    assertThat(read.change()).isEqualTo(Change.UPDATED);
    assertThat(read.updatedAt()).isEqualTo(Instant.parse("2026-11-20T14:06:00Z"));
    assertThat(read.contact().phones()).containsExactly("+552712341234");
    assertThat(read.contact().consent()).isEqualTo(CommunicationsConsent.DECLINED);
  }

  @ParameterizedTest
  @CsvSource({
    "Exemplo Ltda, Exemplo Ltda",
    "Exemplo\\u0000Ltda, Exemplo Ltda",
    "\\u0000\\u0007\\n, ",
    "' ', "
  })
  @DisplayName("CRM-342 of names control characters are spaces, and a blank one is none")
  void shouldReadNamesOfOneLine(String typed, String shown) {
    // When
    CrmContactRecord read = named(typed);

    // Then
    assertThat(read.name()).isEqualTo(shown);
    assertThat(read.company()).isEqualTo(shown);
  }

  @Test
  @DisplayName("CRM-342 a name that is too long is cut between two characters")
  void shouldCutLongNames() {
    // When
    CrmContactRecord read = named("🏢".repeat(10_000));

    // Then
    assertThat(read.name()).isEqualTo("🏢".repeat(200));
    assertThat(read.company()).isEqualTo("🏢".repeat(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"organization_id\":\"o2\"; ; false",
        "\"job_title\":\"Gerente\"; ; false",
        "\"organization\":{\"id\":\"o2\"}; ; false",
        "\"organization\":\"Exemplo\"; ; false",
        "\"organization_id\":null; ; true",
        "\"organization_id\":\"\"; ; true",
        "\"organization\":null; ; true",
        "\"organization\":{}; ; true",
        "\"organization\":{\"id\":\"o2\",\"name\":\"Exemplo\"}; Exemplo; false"
      })
  @DisplayName("CRM-352 that a contact has no company is told by a field that is there and empty")
  void shouldKnowWhatSaysNothingOfACompany(String field, String company, boolean none) {
    // When
    CrmContactRecord read =
        read("crm_contact_updated", "{\"id\":\"k1\",%s}".formatted(field)).contact();

    // Then
    assertThat(read.company()).isEqualTo(company);
    assertThat(read.noCompany()).isEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"phones\":\"+5511987654321\"; document.phones; false",
        "\"phones\":[\"+5511987654321\"]; document.phones; false",
        "\"phones\":{\"phone\":\"+5511987654321\"}; document.phones; false",
        "\"phones\":[{\"number\":\"+5511987654321\"}]; document.phones; false",
        "\"phones\":[],\"legal_bases\":\"declined\"; document.legal_bases; true",
        "\"phones\":1,\"legal_bases\":1; document.phones, document.legal_bases; false",
        "\"phones\":null,\"legal_bases\":null; ; false",
        "\"name\":[\"Marina\"]; document.name; false",
        "\"name\":null; ; false",
        "\"job_title\":\"Gerente\"; ; false"
      })
  @DisplayName("CRM-353 what cannot be read is named, and is not taken for none")
  void shouldNameWhatIsNoList(String fields, String unread, boolean knowsPhones) {
    // When
    CrmWebhook read = read("crm_contact_updated", "{\"id\":\"k1\",%s}".formatted(fields));

    // Then
    assertThat(read.unread()).isEqualTo(unread);
    assertThat(read.contact().phones() != null).isEqualTo(knowsPhones);
  }

  private static CrmContactRecord named(String typed) {
    return read(
            "crm_contact_updated",
            "{\"id\":\"k1\",\"name\":\"%1$s\",\"organization\":{\"name\":\"%1$s\"}}"
                .formatted(typed))
        .contact();
  }

  @ParameterizedTest
  @CsvSource({
    "communications, granted, GRANTED",
    "communications, declined, DECLINED",
    "data_processing, declined, ",
    "communications, whatever, "
  })
  @DisplayName("CRM-176 of legal bases only that of communications counts")
  void shouldReadTheBasisOfCommunications(
      String category, String status, CommunicationsConsent consent) {
    // When, Then
    assertThat(
            read("crm_contact_created", CONTACT.formatted(basis(category, status)))
                .contact()
                .consent())
        .isEqualTo(consent);
    assertThat(read("crm_contact_created", CONTACT.formatted("[]")).contact().consent()).isNull();
  }

  @Test
  @DisplayName("CRM-176 of a deal it is read whether it is closed, and whether it was just made")
  void shouldReadADeal() {
    // When
    CrmWebhook won =
        read(
            "crm_deal_updated",
            """
            {"id":"d1","status":"won","created_at":"2026-11-20T11:00:00.000-03:00",
            "updated_at":"2026-11-20T11:06:00.000-03:00"}
            """);
    CrmWebhook made =
        read(
            "crm_deal_updated",
            """
            {"id":"d1","status":"ongoing","created_at":"2026-11-20T11:06:00.000-03:00",
            "updated_at":"2026-11-20T11:06:00.000-03:00"}
            """);
    CrmWebhook gone = read("crm_deal_deleted", "{\"id\":\"d1\",\"name\":\"Plano\"}");

    // Then
    assertThat(won.closed()).isTrue();
    assertThat(made.change()).isEqualTo(Change.CREATED);
    assertThat(made.closed()).isFalse();
    assertThat(gone.closed()).isTrue();
  }

  @Test
  @DisplayName("CRM-176 what is not described is known as such")
  void shouldKnowWhatIsNotDescribed() {
    // When, Then
    assertThat(read("crm_task_updated", "{\"id\":\"t1\"}").subject()).isEqualTo(Subject.OTHER);
    assertThat(read("crm_note_created", "{}").subject()).isNull();
    assertThat(read("WEBHOOK.CONVERTED", "{}").subject()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; transaction_uuid",
        "{\"transaction_uuid\":7,\"event_name\":\"x\",\"document\":{}}; transaction_uuid",
        "{\"transaction_uuid\":\"t\",\"document\":{}}; event_name",
        "{\"transaction_uuid\":\"t\",\"event_name\":\"crm_deal_deleted\"}; document",
        "{\"transaction_uuid\":\"t\",\"event_name\":\"crm_deal_deleted\",\"document\":{}};"
            + " document.id",
        "{\"transaction_uuid\":\"t\",\"event_name\":\"crm_deal_deleted\",\"document\":{\"id\":\"d\"},\"event_timestamp\":\"ontem\"};"
            + " event_timestamp"
      })
  @DisplayName("CRM-176 a body that is not so names the field")
  void shouldNameTheField(String body, String field) {
    // When, Then
    assertThatThrownBy(() -> RdStationWebhooks.read(EventJson.tree(body)))
        .isInstanceOfSatisfying(
            MalformedWebhook.class, bad -> assertThat(bad.field()).isEqualTo(field));
  }

  @Test
  @DisplayName(
      "CRM-274 a time that is not there yet is that of the receipt; one before 1970 is none")
  void shouldNotWaitForATimeToCome() {
    // Given
    Instant now = Instant.parse("2026-11-20T14:07:00Z");
    String tomorrow = CONTACT.replace("2026-11-20", "2026-11-21").formatted("[]");
    String antiquity = CONTACT.replace("2026-11-20T11", "-9999-11-20T11").formatted("[]");

    // When
    CrmWebhook read = read("crm_contact_updated", tomorrow).receivedAt(now);

    // Then
    assertThat(read.updatedAt()).isEqualTo(now);
    assertThat(read.aheadAt()).isAfter(now);
    assertThat(read.toldAt()).isEqualTo(Instant.parse("2026-11-20T14:06:00.500Z"));
    assertThatThrownBy(() -> read("crm_contact_updated", antiquity))
        .isInstanceOf(MalformedWebhook.class)
        .hasMessageContaining("RFC 3339");
  }

  private static String basis(String category, String status) {
    return "[{\"category\":\"%s\",\"type\":\"consent\",\"status\":\"%s\"}]"
        .formatted(category, status);
  }

  private static CrmWebhook read(String event, String document) {
    String body =
        """
        {"event_name":"%s","event_timestamp":"2026-11-20T14:06:00.500Z",
        "transaction_uuid":"00000000-0000-4000-8000-000000000001","document":%s}
        """
            .formatted(event, document);
    try {
      return RdStationWebhooks.read(EventJson.tree(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
