package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Null for what is no time. */
  private static Instant time(String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
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
    return new CrmContact(text(row, "id"), text(row, "name"));
  }

  /** Null for what is missing or blank. */
  static String text(JsonNode node, String field) {
    String value = node.path(field).asText("");
    return value.isBlank() ? null : value;
  }
}
