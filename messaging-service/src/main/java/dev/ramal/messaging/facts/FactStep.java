package dev.ramal.messaging.facts;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.lifecycle.CarriersMessage;
import dev.ramal.messaging.lifecycle.MessageSet;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What one fact does with what is loaded for its whole set; in memory, or not at all. */
@FunctionalInterface
interface FactStep {
  void take(Loaded loaded);

  /**
   * What the facts of a set concern.
   *
   * @param messages by our id
   * @param named messages by the carrier's id
   * @param threads with the time at which the first fact of each happened
   */
  record Concerned(
      Set<RowKey> messages, Set<CarriersMessage> named, Map<ThreadKey, Instant> threads) {
    Concerned() {
      this(new HashSet<>(), new HashSet<>(), new LinkedHashMap<>());
    }
  }

  /** The same as it stands, locked. */
  record Loaded(Map<ThreadKey, ConversationRow> threads, MessageSet messages) {}
}
