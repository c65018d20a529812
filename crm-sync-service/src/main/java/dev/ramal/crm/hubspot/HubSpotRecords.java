package dev.ramal.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmFault;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What HubSpot's records say, whatever they leave out. */
final class HubSpotRecords {
  static final List<String> OF_DEALS = List.of("dealname", "hs_is_closed", "createdate");

  private static final String NOTHING_THERE = "OBJECT_NOT_FOUND";

  private HubSpotRecords() {}

  static CrmContact contact(JsonNode row) {
    String name =
        Stream.of("firstname", "lastname")
            .map(part -> property(row, part))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return new CrmContact(id(row), name, property(row, "company"));
  }

  /** Those that are not closed, the newest first. */
  static List<CrmDeal> openDeals(JsonNode answer) {
    return rows(answer)
        .filter(row -> !"true".equals(property(row, "hs_is_closed")))
        .map(HubSpotRecords::deal)
        .sorted(
            Comparator.comparing(
                CrmDeal::createdAt, Comparator.nullsLast(Comparator.reverseOrder())))
        .toList();
  }

  /** It was asked for as a deal of the contact. */
  static CrmDeal deal(JsonNode row) {
    return new CrmDeal(
        id(row), property(row, "dealname"), "ongoing", time(property(row, "createdate")), true);
  }

  /**
   * Ids of what is associated with the one record that was asked about. That nothing is, and that
   * the record is gone, come as errors in an answer that is none; any other proves nothing.
   */
  static List<String> associated(JsonNode answer) {
    for (JsonNode error : answer.path("errors")) {
      if (!NOTHING_THERE.equals(error.path("category").asText(""))) {
        throw new CrmFault.Refused("the CRM does not say what belongs to this record");
      }
    }
    return StreamSupport.stream(answer.path("results").spliterator(), false)
        .flatMap(result -> StreamSupport.stream(result.path("to").spliterator(), false))
        .map(to -> to.path("toObjectId").asText(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /**
   * A batch is answered with what could be read of it, and errors for the rest. That a record is
   * gone is an answer; any other error proves nothing.
   */
  static void requireAllRead(JsonNode answer) {
    int gone = 0;
    for (JsonNode error : answer.path("errors")) {
      gone += NOTHING_THERE.equals(error.path("category").asText("")) ? ids(error) : 0;
    }
    if (gone < answer.path("numErrors").asInt(0)) {
      throw new CrmFault.Unavailable("the CRM could not read all records that were asked for");
    }
  }

  /** One error may name several records that it is about. */
  private static int ids(JsonNode error) {
    return Math.max(1, error.at("/context/ids").size());
  }

  /** Where the next page of those begins; null at the end. */
  static String nextAssociated(JsonNode answer) {
    return text(answer.path("results").path(0).path("paging").path("next").path("after"));
  }

  static Stream<JsonNode> rows(JsonNode answer) {
    return StreamSupport.stream(answer.path("results").spliterator(), false);
  }

  /** Null for what is missing or blank. */
  static String id(JsonNode row) {
    return text(row.path("id"));
  }

  /** Null for what is missing or blank. */
  static String property(JsonNode row, String name) {
    return text(row.path("properties").path(name));
  }

  static String text(JsonNode node) {
    String value = node.isNull() ? "" : node.asText("");
    return value.isBlank() ? null : value;
  }

  /** Null for what is no time. */
  private static Instant time(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
