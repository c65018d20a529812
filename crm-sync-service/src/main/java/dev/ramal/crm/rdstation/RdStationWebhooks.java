package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.crm.port.CrmWebhook.Change;
import dev.ramal.crm.port.CrmWebhook.Subject;
import dev.ramal.crm.port.MalformedWebhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Webhooks of RD Station CRM: {@code {event_name, event_timestamp, transaction_uuid, document}}.
 *
 * <p>Source: developers.rdstation.com, CRM webhooks; three documents have three shapes, and one of
 * a record that is gone holds its id and name only.
 */
final class RdStationWebhooks {
  /** All that is told of contacts and deals. */
  static final List<String> WANTED =
      List.of(
          "crm_contact_created",
          "crm_contact_updated",
          "crm_contact_deleted",
          "crm_deal_created",
          "crm_deal_updated",
          "crm_deal_deleted");

  private static final int LONGEST = 100;

  /** Of all that it describes. */
  private static final Map<String, Subject> SUBJECTS =
      Map.of(
          "contact", Subject.CONTACT,
          "deal", Subject.DEAL,
          "organization", Subject.OTHER,
          "task", Subject.OTHER,
          "product", Subject.OTHER,
          "source", Subject.OTHER,
          "campaign", Subject.OTHER,
          "lost_reason", Subject.OTHER);

  private static final Pattern EVENT = Pattern.compile("crm_([a-z_]+)_(created|updated|deleted)");
  private static final Set<String> CLOSED = Set.of("won", "lost");

  private RdStationWebhooks() {}

  static CrmWebhook read(JsonNode body) {
    String transaction = text(body, "transaction_uuid");
    String event = text(body, "event_name");
    JsonNode document = body.path("document");
    if (!document.isObject()) {
      throw new MalformedWebhook("document", "must be an object");
    }
    Instant told = time(body, "event_timestamp", "event_timestamp").orElse(null);
    Matcher known = EVENT.matcher(event);
    Subject subject = known.matches() ? SUBJECTS.get(known.group(1)) : null;
    if (subject == null) {
      return new CrmWebhook(
          transaction, event, null, null, null, told, told, null, null, false, null);
    }
    String id = RdStationRecords.text(document, "id");
    if (!CrmId.isValid(id)) {
      throw new MalformedWebhook("document.id", "must be an id: letters, digits and hyphens");
    }
    Instant updated = time(document, "updated_at", "document.updated_at").orElse(told);
    Change change = change(subject, known.group(2), document);
    boolean gone = change == Change.DELETED;
    boolean tellsContact = subject == Subject.CONTACT && !gone;
    return new CrmWebhook(
        transaction,
        event,
        subject,
        change,
        id,
        told,
        gone && told != null ? told : updated,
        null,
        tellsContact ? RdStationRecords.contactRecord(document) : null,
        subject == Subject.DEAL
            && (gone || CLOSED.contains(String.valueOf(RdStationRecords.text(document, "status")))),
        tellsContact ? unread(document) : null);
  }

  /** What the rest says is heard all the same: it may be a refusal. */
  private static String unread(JsonNode contact) {
    List<String> fields = new ArrayList<>();
    if (contact.path("name").isContainerNode()) {
      fields.add("document.name");
    }
    if (!RdStationRecords.areReadable(contact.path("phones"))) {
      fields.add("document.phones");
    }
    if (!RdStationRecords.isListOfObjects(contact.path("legal_bases"))) {
      fields.add("document.legal_bases");
    }
    return fields.isEmpty() ? null : String.join(", ", fields);
  }

  /** A deal that is created is told of as updated, too. */
  private static Change change(Subject subject, String word, JsonNode document) {
    Change said = Change.valueOf(word.toUpperCase(Locale.ROOT));
    String created = RdStationRecords.text(document, "created_at");
    boolean asCreated =
        created != null && created.equals(RdStationRecords.text(document, "updated_at"));
    return subject == Subject.DEAL && said == Change.UPDATED && asCreated ? Change.CREATED : said;
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST) {
      throw new MalformedWebhook(field, "must be a text of 1 to " + LONGEST + " characters");
    }
    return value.asText();
  }

  /** Empty where it is missing. */
  private static Optional<Instant> time(JsonNode from, String field, String path) {
    String text = RdStationRecords.text(from, field);
    Instant read = RdStationRecords.time(text);
    if (text != null && read == null) {
      throw new MalformedWebhook(path, "must be a time as RFC 3339 has it");
    }
    return Optional.ofNullable(read);
  }
}
