package dev.ramal.crm.timeline;

import static java.util.Map.entry;

import dev.ramal.crm.activity.NoteKind;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.events.billing.MessageCostChanged;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.calls.VoicemailLeft;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageHeld;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.events.messages.MessageUnconfirmed;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which events tell something of a timeline, and what. */
final class ReadNews {
  private static final Map<String, Function<ReceivedEvent, ItemNews>> READERS =
      Map.ofEntries(
          entry(CallEnded.TYPE, CallItems::ended),
          entry(RecordingReady.TYPE, CallItems::recorded),
          entry(RecordingErased.TYPE, CallItems::erased),
          entry(VoicemailLeft.TYPE, CallItems::voicemail),
          entry(CallCostChanged.TYPE, CallItems::cost),
          entry(MessageCostChanged.TYPE, MessageItems::cost),
          entry(ActivitySynced.TYPE, CallItems::synced),
          entry(ActivityFailed.TYPE, CallItems::failed),
          entry(MessageAccepted.TYPE, MessageItems::accepted),
          entry(MessageHeld.TYPE, MessageItems::held),
          entry(MessageSent.TYPE, MessageItems::sent),
          entry(MessageUnconfirmed.TYPE, MessageItems::unconfirmed),
          entry(MessageDelivered.TYPE, MessageItems::delivered),
          entry(MessageRead.TYPE, MessageItems::read),
          entry(MessageFailed.TYPE, MessageItems::failed),
          entry(MessageReceived.TYPE, MessageItems::received));

  private static final Set<String> NOTES_OF_CALLS =
      Set.of(NoteKind.CALL.word(), NoteKind.FOLLOW_UP.word());

  private ReadNews() {}

  static boolean isToldBy(ReceivedEvent event) {
    return READERS.containsKey(event.type());
  }

  /**
   * Of an event that {@linkplain #isToldBy tells} some; empty for a note of no call: a day of
   * messages is nobody's call, and each of its messages has an item of its own.
   */
  static Optional<ItemNews> of(ReceivedEvent event) {
    return Optional.of(READERS.get(event.type()).apply(event)).filter(ReadNews::hasAnItem);
  }

  private static boolean hasAnItem(ItemNews news) {
    return !(news.detail() instanceof TimelineActivity activity)
        || NOTES_OF_CALLS.contains(activity.note());
  }
}
