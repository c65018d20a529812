package dev.ramal.crm.rdstation.v1;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmUser;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What v1's records say, whatever they leave out. Ids come as {@code _id}, {@code id}, or both. */
final class RdV1Records {
  private RdV1Records() {}

  static List<CrmContact> contacts(JsonNode answer) {
    return each(answer.path("contacts"))
        .map(row -> new CrmContact(id(row), text(row, "name"), company(row)))
        .toList();
  }

  /** Null where the answer has no organization, or its id alone. */
  private static String company(JsonNode contact) {
    return text(contact.path("organization"), "name");
  }

  static List<CrmDeal> openDeals(JsonNode deals) {
    return each(deals).filter(RdV1Records::isOpen).map(RdV1Records::deal).toList();
  }

  static List<String> dealIds(JsonNode contact) {
    return each(contact.path("deal_ids")).map(JsonNode::asText).toList();
  }

  /** One that is paused is open, too. */
  static boolean isOpen(JsonNode deal) {
    return text(deal, "closed_at") == null;
  }

  /** It was listed as one of the contact's. */
  static CrmDeal deal(JsonNode row) {
    String status = row.path("hold").asBoolean(false) ? "paused" : "ongoing";
    return new CrmDeal(id(row), text(row, "name"), status, time(text(row, "created_at")), true);
  }

  /** Id of the first note that holds the marker. */
  static Optional<String> note(JsonNode answer, String marker) {
    return each(answer.path("activities"))
        .filter(note -> note.path("text").asText("").contains(marker))
        .map(RdV1Records::id)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Id of the first task whose notes hold the marker. */
  static Optional<String> task(JsonNode answer, String marker) {
    return each(answer.path("tasks"))
        .filter(task -> task.path("notes").asText("").contains(marker))
        .map(RdV1Records::id)
        .filter(Objects::nonNull)
        .findFirst();
  }

  static List<CrmUser> activeUsers(JsonNode answer) {
    return each(answer.path("users"))
        .filter(user -> user.path("active").asBoolean(true))
        .map(user -> new CrmUser(id(user), text(user, "email")))
        .filter(user -> user.id() != null)
        .toList();
  }

  static CrmDealState dealState(JsonNode deal) {
    return new CrmDealState(
        id(deal.path("deal_stage")), !isOpen(deal), Map.of(), id(deal.path("user")));
  }

  /** Id of the user with that e-mail. */
  static Optional<String> userOf(JsonNode users, String email) {
    return each(users.path("users"))
        .filter(user -> email.equalsIgnoreCase(user.path("email").asText("")))
        .map(RdV1Records::id)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Null for what is missing or blank. */
  static String id(JsonNode row) {
    String id = text(row, "_id");
    return id == null ? text(row, "id") : id;
  }

  private static String text(JsonNode row, String field) {
    JsonNode value = row.path(field);
    String text = value.isNull() ? "" : value.asText("");
    return text.isBlank() ? null : text;
  }

  /** Null for what is no time. */
  private static Instant time(String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
