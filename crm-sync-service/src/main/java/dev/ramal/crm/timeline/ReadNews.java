package dev.ramal.crm.timeline;

import static java.util.Map.entry;

import dev.ramal.events.billing.CallCostChanged;
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

  private ReadNews() {}

  static boolean isToldBy(ReceivedEvent event) {
    return READERS.containsKey(event.type());
  }

  /** Of an event that {@linkplain #isToldBy tells} some. */
  static ItemNews of(ReceivedEvent event) {
    return READERS.get(event.type()).apply(event);
  }
}
