package dev.ramal.messaging.conversations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a contact wrote last to each number of ours: WhatsApp's window belongs to the pair of
 * numbers, not to the contact.
 */
public record ServiceWindows(Map<String, Instant> lastInbound) {
  private static final TypeReference<Map<String, Instant>> MAP = new TypeReference<>() {};

  public ServiceWindows {
    lastInbound = Map.copyOf(lastInbound);
  }

  /** The window towards one number of ours; closed where the contact never wrote to it. */
  public WhatsAppWindow of(String ours) {
    return new WhatsAppWindow(lastInbound.get(ours));
  }

  /** The window that closes last. */
  public WhatsAppWindow latest() {
    return new WhatsAppWindow(
        lastInbound.values().stream().max(Comparator.naturalOrder()).orElse(null));
  }

  /** Numbers of ours to which free text may be answered, the one written to last first. */
  public List<String> open(Instant now) {
    return lastInbound.entrySet().stream()
        .filter(entry -> new WhatsAppWindow(entry.getValue()).isOpen(now))
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A message that comes late closes nothing. */
  ServiceWindows with(String ours, Instant at) {
    Map<String, Instant> changed = new TreeMap<>(lastInbound);
    changed.merge(ours, at, (one, other) -> one.isAfter(other) ? one : other);
    return new ServiceWindows(changed);
  }

  static ServiceWindows read(String json) {
    try {
      return new ServiceWindows(EventJson.mapper().readValue(json, MAP));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read windows", e);
    }
  }

  String write() {
    return EventJson.write(new TreeMap<>(lastInbound));
  }
}
