package dev.ramal.kit.outbox;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.WireWords;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.LoggedId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * One line in the log for each event, once its transaction has committed: what happened, to which,
 * and the few words that say how. Never what a person typed, said or is reached by: only the fields
 * named here are looked at.
 */
final class EventLog {
  private static final Logger LOG = Logger.getLogger(EventLog.class);

  /** Fields that may stand in a log, and under which key. */
  static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("callId", "call");
    FIELDS.put("messageId", "message");
    FIELDS.put("recordingId", "recording");
    FIELDS.put("usageId", "usage");
    FIELDS.put("noteId", "note");
    FIELDS.put("connectionId", "connection");
    FIELDS.put("leg", "leg");
    FIELDS.put("carrier", "carrier");
    FIELDS.put("channel", "channel");
    FIELDS.put("revision", "revision");
    FIELDS.put("outcome", "outcome");
    FIELDS.put("cause", "cause");
    FIELDS.put("code", "code");
    FIELDS.put("kind", "kind");
    FIELDS.put("meter", "meter");
    FIELDS.put("talkSeconds", "talked");
    FIELDS.put("attempts", "attempt");
    FIELDS.put("severity", "severity");
    FIELDS.put("service", "service");
  }

  /** An id or a word: nothing that breaks a line, nothing as long as a number to be called. */
  private static final Pattern PLAIN = Pattern.compile("(?!.*[0-9]{8})[A-Za-z0-9._:-]{1,64}");

  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> record) {
          return parts(record);
        }
      };

  private EventLog() {}

  static void tell(List<OutboxEntry> entries) {
    for (OutboxEntry entry : entries) {
      Event<?> event = entry.event();
      if (event.topic().equals(Topics.CONNECTIONS)) {
        continue; // what stands is repeated there, nothing has happened
      }
      Logger.Level level =
          event.data() instanceof AlertRaised ? Logger.Level.WARN : Logger.Level.INFO;
      if (LOG.isEnabled(level)) {
        LOG.log(level, line(event));
      }
    }
  }

  /** {@code tenant=aurora call=01a2… CallEnded outcome=completed talked=37 event=01a3…}. */
  static String line(Event<?> event) {
    StringBuilder line = new StringBuilder(160).append("tenant=").append(event.tenant());
    List<Part> parts = PARTS.get(event.data().getClass());
    parts.stream().filter(Part::isId).forEach(part -> part.append(line, event.data()));
    line.append(' ').append(event.data().getClass().getSimpleName());
    parts.stream().filter(part -> !part.isId()).forEach(part -> part.append(line, event.data()));
    line.append(" event=").append(event.id());
    return event.data() instanceof AlertRaised alert
        ? line.append(": ").append(alert.title()).toString()
        : line.toString();
  }

  private static List<Part> parts(Class<?> record) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      components.put(component.getName(), component);
    }
    List<Part> parts = new ArrayList<>();
    if (components.containsKey("subjectId")) {
      parts.add(new Part(null, components.get("subjectId"), components.get("subject")));
    }
    FIELDS.forEach(
        (field, key) -> {
          if (components.containsKey(field)) {
            parts.add(new Part(key, components.get(field), null));
          }
        });
    return parts;
  }

  /**
   * @param key null where another field says whether the id is a call's or a message's
   */
  private record Part(String key, RecordComponent field, RecordComponent kind) {
    boolean isId() {
      return field.getName().endsWith("Id");
    }

    void append(StringBuilder line, Record data) {
      String value = word(field, data);
      String name = key != null ? key : "message".equals(word(kind, data)) ? "message" : "call";
      if (value != null && (isId() ? LoggedId.fits(value) : PLAIN.matcher(value).matches())) {
        line.append(' ').append(name).append('=').append(value);
      }
    }

    private static String word(RecordComponent field, Record data) {
      try {
        Object value = field.getAccessor().invoke(data);
        if (value instanceof Enum<?> constant) {
          return WireWords.of(constant);
        }
        if (value instanceof Carrier carrier) {
          return carrier.wire();
        }
        return value == null ? null : value.toString();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a field of an event cannot be read", e);
      }
    }
  }
}
