package dev.ramal.crm.timeline;

import dev.ramal.events.EventJson;
import java.util.Map;

/**
 * One thing that is said on a stream.
 *
 * @param name of the event; null for a comment that only keeps the connection alive
 * @param id up to where the timeline was told with it; null where that does not change
 * @param data JSON; of a comment its text
 */
record StreamFrame(String name, String id, String data) {
  static final String READY = "ready";
  static final String ITEM = "item";
  static final String RELOAD = "reload";
  static final String END = "end";

  /** What follows is told; whoever has no list yet reads it now. */
  static StreamFrame ready(StreamPosition position) {
    return new StreamFrame(READY, position.encoded(), "{}");
  }

  /** The contact has other phones than before: the list is to be read again. */
  static StreamFrame reload(StreamPosition position) {
    return new StreamFrame(RELOAD, position.encoded(), "{}");
  }

  static StreamFrame item(StreamPosition position, String item) {
    return new StreamFrame(ITEM, position.encoded(), item);
  }

  static StreamFrame alive(StreamPosition position) {
    return new StreamFrame(null, position.encoded(), "alive");
  }

  /**
   * @param reason token when it has ended, failed when nothing could be read
   */
  static StreamFrame end(String reason) {
    return new StreamFrame(END, null, EventJson.write(Map.of("reason", reason)));
  }
}
