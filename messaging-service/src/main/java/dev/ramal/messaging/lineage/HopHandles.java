package dev.ramal.messaging.lineage;

import dev.ramal.events.E164;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What an event can be found by.
 *
 * @param all without repetitions; first those that tie it to other events of the same thing
 * @param ties how many of them do
 */
record HopHandles(List<UUID> all, int ties) {
  /** Each is of one call or message alone. */
  private static final List<String> TYING =
      List.of(
          "callId",
          "messageId",
          "carrierCallId",
          "parentCallId",
          "carrierMessageId",
          "usageId",
          "recordingId",
          "carrierRecordingId");

  /** By these it is found; other events that have them may be of another call or message. */
  private static final List<String> NAMING =
      List.of(
          "carrierSessionId",
          "conferenceId",
          "conversationId",
          "transcriptId",
          "invoiceId",
          "entryId",
          "amendmentId",
          "exportId",
          "templateId",
          "numberId",
          "alertId");

  /** The same, given by a CRM. */
  private static final List<String> FOREIGN =
      List.of("noteId", "contactId", "dealId", "transactionId");

  private static final List<String> NUMBERS =
      List.of("from", "to", "contact", "phone", "number", "leadNumber", "fromNumber", "toNumber");

  /**
   * @param eventId {@code ce_id}; null where the record has none
   * @param causation {@code ce_causation}; null at the root
   */
  static HopHandles of(
      LineageSubject subject,
      String type,
      EventFields fields,
      String eventId,
      String causation,
      HandleHashes hashes) {
    Set<UUID> handles = new LinkedHashSet<>();
    add(handles, eventId, hashes);
    handles.add(hashes.ofId(subject.id()));
    if (!LineageSubject.isOfLimits(type)) {
      TYING.forEach(name -> add(handles, fields.value(name), hashes));
      fields.legs().forEach(leg -> add(handles, leg, hashes));
    }
    int ties = handles.size();
    if (causation != null) {
      handles.add(hashes.ofEffectsOf(causation));
    }
    if (!LineageSubject.isOfLimits(type)) {
      NAMING.forEach(name -> add(handles, fields.value(name), hashes));
      FOREIGN.stream()
          .map(fields::value)
          .filter(LineageSubject::isForeignId)
          .map(hashes::ofId)
          .forEach(handles::add);
    }
    for (String name : NUMBERS) {
      String number = fields.value(name);
      if (E164.isValid(number)) {
        hashes.ofNumber(E164.of(number)).ifPresent(handles::add);
      }
    }
    return new HopHandles(List.copyOf(handles), ties);
  }

  /** A person's number that stands where an id should is not hashed as one: that has no key. */
  private static void add(Set<UUID> handles, String id, HandleHashes hashes) {
    if (LineageSubject.isId(id)) {
      handles.add(hashes.ofId(id));
    }
  }

  /** As a statement takes them. */
  String text() {
    StringBuilder text = new StringBuilder(all.size() * 37);
    for (UUID handle : all) {
      text.append(text.isEmpty() ? "" : ",").append(handle);
    }
    return text.toString();
  }
}
