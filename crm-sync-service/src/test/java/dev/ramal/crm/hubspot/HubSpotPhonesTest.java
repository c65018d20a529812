package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.numbering.HumanSpellings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotPhonesTest {
  private static final E164 MOBILE = E164.of("+5511987654321");

  @ParameterizedTest
  @CsvSource({
    "+5511987654321, 11987654321",
    "5511987654321, 11987654321",
    "+55 (0)11 98765-4321, 11987654321",
    "00 55 11 98765-4321, 11987654321",
    "0 15 11 98765-4321, 11987654321",
    "0xx11 8765-4321, 1187654321",
    "+55 55 98765-4321, 55987654321",
    "55 98765-4321, 55987654321",
    "+1 415 555 2671, 14155552671",
    "+351 912 345 678, 351912345678"
  })
  @DisplayName("CRM-220 a phone is looked for by area code and local number, however it is typed")
  void shouldReadAreaCodeAndLocalNumber(String typed, String national) {
    // Then
    assertThat(HubSpotPhones.national(typed)).isEqualTo(national);
  }

  @Test
  @DisplayName("CRM-220 every spelling of a phone fits into one search that HubSpot takes")
  void shouldFitIntoOneSearch() throws Exception {
    for (List<String> spellings : HumanSpellings.inLists(MOBILE)) {
      // When
      List<HubSpotApi.Search.Group> groups = HubSpotPhones.filters(spellings);
      String body =
          EventJson.mapper()
              .writeValueAsString(HubSpotApi.Search.of(groups, HubSpotPhones.PROPERTIES, 200));

      // Then
      assertThat(groups).hasSizeLessThanOrEqualTo(5);
      assertThat(body.length()).isLessThan(3000);
      assertThat(groups.get(0).filters().get(0).values())
          .contains("11987654321", "1187654321")
          .hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  @DisplayName("CRM-220 who does not hold the phone is no answer, whatever the search brings")
  void shouldDropWhoDoesNotHoldThePhone() {
    // Given
    List<String> spellings = HumanSpellings.inLists(MOBILE).get(0);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putArray("results")
        .add(row("1", "+55 (11) 98765-4321"))
        .add(row("2", "+5521987654321"))
        .add(row("3", "+5511987654321"));

    // When
    Map<String, List<CrmContact>> found = HubSpotPhones.bySpelling(answer, spellings);

    // Then
    assertThat(found.values().stream().flatMap(List::stream))
        .extracting(CrmContact::id)
        .containsExactlyInAnyOrder("1", "3");
    assertThat(found.get("+5511987654321")).contains(new CrmContact("3", "Maria Exemplo"));
    assertThat(spellings).containsAll(found.keySet());
  }

  @Test
  @DisplayName("CRM-341 HubSpot is asked for the company of a contact, and may have none")
  void shouldReadTheCompany() {
    // When
    ObjectNode maria = row("1", "+5511987654321");
    ((ObjectNode) maria.path("properties")).put("company", "Exemplo Ltda");
    ObjectNode ana = row("2", "+5511987654321");
    ((ObjectNode) ana.path("properties")).putNull("company");

    // Then
    assertThat(HubSpotPhones.PROPERTIES).contains("company");
    assertThat(HubSpotRecords.contact(maria).company()).isEqualTo("Exemplo Ltda");
    assertThat(HubSpotRecords.contact(ana).company()).isNull();
  }

  private static ObjectNode row(String id, String phone) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", id);
    row.putObject("properties")
        .put("firstname", "Maria")
        .put("lastname", "Exemplo")
        .put("phone", phone)
        .putNull("mobilephone");
    return row;
  }
}
