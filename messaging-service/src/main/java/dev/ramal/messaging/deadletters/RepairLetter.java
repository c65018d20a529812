package dev.ramal.messaging.deadletters;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.consuming.EventDecoding;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.failure.FailureHeaders;
import dev.ramal.kit.outbox.OutboxEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes of a letter the record that is sent again, as far as today's rules take it: the envelope
 * and the schema to which every consumer holds what it reads. Whether it can be applied, only its
 * consumer finds out. A quarantined callback goes to the gateway, which translates it again.
 * Headers stay as they were, but for those of the failure; a body that no patch changes stays byte
 * by byte.
 */
final class RepairLetter {
  /** The same for all of them: complaints are counted by what they say. */
  static final String TOO_OLD =
      "older than what readers remember: those that have applied it would apply it a second time";

  private final BodyPatch patch;
  private final String redrive;
  private final int largest;
  private final Instant since;

  /**
   * @param redrive that each record names from then on; null for a dry run
   * @param largest bytes of a record, of key, headers and body together: what Kafka does not take
   *     would hold up its key for ever
   * @param since of what is older, readers may have forgotten that they have applied it
   */
  RepairLetter(BodyPatch patch, String redrive, int largest, Instant since) {
    this.patch = patch;
    this.redrive = redrive;
    this.largest = largest;
    this.since = since;
  }

  /** Most bytes, about, that a body becomes larger by. */
  long growth() {
    return patch.growth();
  }

  /**
   * What became of a letter.
   *
   * @param entry null when it would fail again
   * @param complaint why; null when it would not
   */
  record Repaired(OutboxEntry entry, String complaint) {
    static Repaired invalid(String complaint) {
      return new Repaired(null, complaint);
    }

    boolean isValid() {
      return entry != null;
    }
  }

  /** Never fails. */
  Repaired repair(RawLetter letter) {
    try {
      return new Repaired(entry(letter), null);
    } catch (BodyPatch.Misfit | IllegalArgumentException e) {
      return Repaired.invalid(String.valueOf(e.getMessage()));
    } catch (FailureException e) {
      return Repaired.invalid(String.valueOf(FailureException.of(e).detail()));
    } catch (RuntimeException e) {
      // Anybody may have written it: one letter must not hide what is to be said of the others.
      return Repaired.invalid("cannot be read: " + e);
    }
  }

  private OutboxEntry entry(RawLetter letter) throws BodyPatch.Misfit {
    if (letter.key() == null) {
      throw new BodyPatch.Misfit("the record has no key");
    }
    String topic = DeadLetterTopics.origin(letter.place().topic()).orElseThrow().source();
    ReceivedEvent asItDied = received(letter, topic, letter.body());
    holdToAge(letter, asItDied);
    TenantId tenant = asItDied.tenant();
    String body = patch.applied(asItDied.body(), tenant.value(), largest);
    ReceivedEvent event = patch.changesNothing() ? asItDied : received(letter, topic, body);
    if (!Topics.carries(topic, event.type())) {
      throw new BodyPatch.Misfit(topic + " carries no " + event.type());
    }
    Class<? extends Record> type =
        EventTypes.find(event.type())
            .orElseThrow(() -> new BodyPatch.Misfit(event.type() + " has no contract"));
    Event<?> sent =
        new Event<>(
            event.id(),
            letter.headers().get(EventHeaders.SOURCE),
            event.subject(),
            event.time(),
            tenant,
            event.causation(),
            topic.equals(Topics.QUARANTINE) ? Topics.REDRIVES : topic,
            letter.key(),
            (Record) event.data(type));
    String headers = EventJson.write(headers(letter));
    holdToSize(letter.key(), headers, body);
    return new OutboxEntry(sent, headers, body);
  }

  /** A carrier's clock may be ahead; nobody applied what had not died before it died. */
  private void holdToAge(RawLetter letter, ReceivedEvent event) throws BodyPatch.Misfit {
    if (event.time().isBefore(since) || letter.place().deadAt().isBefore(since)) {
      throw new BodyPatch.Misfit(TOO_OLD);
    }
  }

  /** Headers count as they are written down, which is a little more than they are. */
  private void holdToSize(String key, String headers, String body) throws BodyPatch.Misfit {
    long characters = (long) key.length() + headers.length() + body.length();
    if (3 * characters > largest && bytes(key) + bytes(headers) + bytes(body) > largest) {
      throw new BodyPatch.Misfit("the record is larger than " + largest + " bytes");
    }
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ReceivedEvent received(RawLetter letter, String topic, String body) {
    return EventDecoding.decode(
        topic, letter.key(), letter.kafkaHeaders(), letter.place().deadAt(), body);
  }

  /** Null where nobody said. A quarantined callback lay nowhere before the quarantine. */
  private static String firstOffset(RawLetter letter) {
    String first = letter.headers().get(EventHeaders.FIRST_OFFSET);
    if (first != null) {
      return first;
    }
    return letter.place().topic().equals(Topics.QUARANTINE)
        ? Long.toString(letter.place().offset())
        : letter.headers().get(FailureHeaders.SOURCE_OFFSET);
  }

  private Map<String, String> headers(RawLetter letter) {
    Map<String, String> kept = new LinkedHashMap<>(letter.headers());
    kept.keySet().removeIf(FailureHeaders::isOfFailure);
    String first = firstOffset(letter);
    if (first != null) {
      kept.put(EventHeaders.FIRST_OFFSET, first);
    }
    if (redrive != null) {
      kept.put(LetterRow.REDRIVE, redrive);
    }
    return kept;
  }
}
