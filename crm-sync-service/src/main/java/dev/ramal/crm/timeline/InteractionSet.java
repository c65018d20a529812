package dev.ramal.crm.timeline;

import dev.ramal.events.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The interactions that a set of events concerns, and how far each organization is numbered. */
final class InteractionSet {
  private final Map<InteractionKey, Interaction> interactions = new TreeMap<>();
  private final Map<TenantId, Long> heads = new HashMap<>();

  void head(TenantId tenant, long seq) {
    heads.put(tenant, seq);
  }

  void loaded(TimelineItem item) {
    of(item.key().interaction()).loaded(item);
  }

  void take(ItemNews news) {
    of(news.interaction()).take(news.replyTo() == null ? news : ofAgent(news));
  }

  /** An answer is of the agent who wrote what it answers. */
  private ItemNews ofAgent(ItemNews news) {
    Participants asked = of(news.replyTo()).participants();
    return new ItemNews(
        news.item(),
        news.type(),
        news.at(),
        news.rank(),
        news.participants().ofAgent(asked),
        news.detail(),
        null);
  }

  private Interaction of(InteractionKey key) {
    return interactions.computeIfAbsent(key, first -> new Interaction());
  }

  /** What is to be stored, each with the next number of its organization. */
  List<TimelineItem> changed() {
    List<TimelineItem> changed = new ArrayList<>();
    for (Interaction interaction : interactions.values()) {
      for (TimelineItem item : interaction.changed()) {
        long number = heads.merge(item.key().tenant(), 1L, Long::sum);
        changed.add(item.changed(item.revision(), number));
      }
    }
    return changed;
  }

  /** How far each organization is numbered now. */
  Map<TenantId, Long> heads() {
    return Map.copyOf(heads);
  }
}
