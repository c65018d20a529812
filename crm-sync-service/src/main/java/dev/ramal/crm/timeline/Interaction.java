package dev.ramal.crm.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call or a message with everything that belongs to it. News may come twice and in any order: the
 * items end the same.
 */
final class Interaction {
  private final Map<String, TimelineItem> stored = new HashMap<>();
  private final Map<String, TimelineItem> items = new TreeMap<>();

  /** One that is in the store. */
  void loaded(TimelineItem item) {
    stored.put(item.key().id(), item);
    items.put(item.key().id(), item);
  }

  void take(ItemNews news) {
    items.merge(news.item().id(), TimelineItem.of(news), (before, first) -> before.with(news));
    Participants told = participants();
    items.replaceAll((id, item) -> item.with(told));
    holdVoicemails();
  }

  /** Those of the call or message itself; before it is told, those of a voicemail. */
  Participants participants() {
    Participants known = Participants.UNKNOWN;
    for (TimelineItem item : items.values()) {
      switch (item.type()) {
        case CALL, SMS, WHATSAPP -> {
          return item.participants();
        }
        case VOICEMAIL -> known = item.participants();
        default -> {}
      }
    }
    return known;
  }

  private void holdVoicemails() {
    for (TimelineItem item : List.copyOf(items.values())) {
      if (item.detail() instanceof TimelineRecording recording
          && recording.carrierRecordingId() != null) {
        items.replaceAll((id, other) -> heldBy(recording, other));
      }
    }
  }

  private static TimelineItem heldBy(TimelineRecording recording, TimelineItem item) {
    return item.detail() instanceof TimelineVoicemail voicemail
            && recording.carrierRecordingId().equals(voicemail.carrierRecordingId())
        ? item.with(voicemail.heldBy(recording))
        : item;
  }

  /** Those that are not in the store as they are now. */
  List<TimelineItem> changed() {
    List<TimelineItem> changed = new ArrayList<>();
    items.forEach(
        (id, item) -> {
          TimelineItem before = stored.get(id);
          if (before == null) {
            changed.add(item);
          } else if (!before.equals(item)) {
            changed.add(item.changed(before.revision() + 1, before.seq()));
          }
        });
    return changed;
  }
}
