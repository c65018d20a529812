package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmContactRecord;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmUser;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What RD Station's records say, whatever they leave out. */
final class RdStationRecords {
  private RdStationRecords() {}

  /** That deals may be filtered by contact is not documented: others are no answer. */
  static boolean isOf(String contactId, JsonNode deal) {
    return !deal.path("contact_ids").isArray() || names(contactId, deal);
  }

  /** False also where the deal does not say whose it is. */
  private static boolean names(String contactId, JsonNode deal) {
    return StreamSupport.stream(deal.path("contact_ids").spliterator(), false)
        .anyMatch(id -> id.asText().equals(contactId));
  }

  static CrmDeal deal(String contactId, JsonNode row) {
    return new CrmDeal(
        text(row, "id"),
        text(row, "name"),
        text(row, "status"),
        time(text(row, "created_at")),
        names(contactId, row));
  }

  static CrmDealState dealState(JsonNode answer) {
    return stateOf(answer.path("data"));
  }

  static CrmDealState stateOf(JsonNode row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    row.path("custom_fields")
        .fields()
        .forEachRemaining(field -> fields.put(field.getKey(), value(field.getValue())));
    String status = row.path("status").asText("");
    return new CrmDealState(
        text(row, "stage_id"),
        status.equals("won") || status.equals("lost"),
        fields,
        text(row, "owner_id"));
  }

  static List<CrmUser> users(JsonNode answer) {
    return StreamSupport.stream(answer.path("data").spliterator(), false)
        .map(row -> new CrmUser(text(row, "id"), text(row, "email")))
        .toList();
  }

  /** Of a list or an object the tree, which is written as it was read. */
  private static Object value(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : value;
  }

  /** Null for what is no time, or one of before 1970, which no CRM has seen. */
  static Instant time(String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(Instant.EPOCH) ? null : time;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static Map<String, List<CrmContact>> byPhone(JsonNode answer, List<String> phones) {
    Map<String, List<CrmContact>> found = new LinkedHashMap<>();
    for (String phone : phones) {
      List<CrmContact> holders =
          StreamSupport.stream(answer.path("data").spliterator(), false)
              .filter(row -> row.path("phones").findValuesAsText("phone").contains(phone))
              .map(RdStationRecords::contact)
              .toList();
      if (!holders.isEmpty()) {
        found.put(phone, holders);
      }
    }
    return found;
  }

  static CrmContact contact(JsonNode row) {
    return new CrmContact(text(row, "id"), text(row, "name"), company(row), contactRecord(row));
  }

  /** All that is kept or judged of a contact. */
  static CrmContactRecord contactRecord(JsonNode row) {
    return new CrmContactRecord(
        RdStationCrm.NAME,
        text(row, "id"),
        text(row, "name"),
        company(row),
        saysNoCompany(row),
        phones(row.path("phones")),
        consent(row.path("legal_bases")),
        time(text(row, "updated_at")));
  }

  /**
   * A contact has the id of an organization alone, and no operation that reads one is described:
   * null, unless an answer says more than it must.
   */
  private static String company(JsonNode contact) {
    return text(contact.path("organization"), "name");
  }

  /** By its field, or by an id that is there and empty; one that is not there says nothing. */
  private static boolean saysNoCompany(JsonNode contact) {
    JsonNode organization = contact.path("organization");
    if (organization.isObject()) {
      return text(organization, "name") == null && text(organization, "id") == null;
    }
    return organization.isNull()
        || contact.has("organization_id") && text(contact, "organization_id") == null;
  }

  /**
   * Null where none is told: what is left out says nothing, and only a list that is empty "none".
   */
  private static List<String> phones(JsonNode phones) {
    return phones.isArray() && areReadable(phones)
        ? phones.findValuesAsText("phone").stream().filter(it -> !it.isBlank()).toList()
        : null;
  }

  /** A list of objects with a phone; also where it is left out, or null. */
  static boolean areReadable(JsonNode phones) {
    return isListOfObjects(phones)
        && StreamSupport.stream(phones.spliterator(), false).allMatch(each -> each.has("phone"));
  }

  /** Also where it is left out, or null. */
  static boolean isListOfObjects(JsonNode field) {
    return field.isMissingNode()
        || field.isNull()
        || field.isArray()
            && StreamSupport.stream(field.spliterator(), false).allMatch(JsonNode::isObject);
  }

  /**
   * The legal basis of communications covers calls, as RD Station says; the category {@code
   * data_processing} is another matter. One that is declined weighs more than others beside it.
   */
  private static CommunicationsConsent consent(JsonNode bases) {
    Set<String> said =
        StreamSupport.stream(bases.spliterator(), false)
            .filter(basis -> "communications".equals(text(basis, "category")))
            .map(basis -> String.valueOf(text(basis, "status")))
            .collect(Collectors.toSet());
    if (said.contains("declined")) {
      return CommunicationsConsent.DECLINED;
    }
    return said.contains("granted") ? CommunicationsConsent.GRANTED : null;
  }

  /** Null for what is missing or blank. */
  static String text(JsonNode node, String field) {
    String value = node.path(field).asText("");
    return value.isBlank() ? null : value;
  }
}
