package dev.ramal.events;

import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.events.billing.CreditNoteIssued;
import dev.ramal.events.billing.DebitNoteIssued;
import dev.ramal.events.billing.ExportReady;
import dev.ramal.events.billing.InvoiceIssued;
import dev.ramal.events.billing.MessageCostChanged;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.events.billing.UsageRated;
import dev.ramal.events.billing.UsageUnrateable;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.events.calls.AnnouncementSpoken;
import dev.ramal.events.calls.BlocklistImported;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallDenied;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallHeld;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.events.calls.CallMuted;
import dev.ramal.events.calls.CallRequested;
import dev.ramal.events.calls.CallResumed;
import dev.ramal.events.calls.CallRinging;
import dev.ramal.events.calls.CallTransferred;
import dev.ramal.events.calls.CallUnmuted;
import dev.ramal.events.calls.CarrierDegraded;
import dev.ramal.events.calls.CarrierRecovered;
import dev.ramal.events.calls.ConsentGiven;
import dev.ramal.events.calls.ConsentRefused;
import dev.ramal.events.calls.ControlRefused;
import dev.ramal.events.calls.DigitsSent;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.events.calls.NumberAcquired;
import dev.ramal.events.calls.NumberBlocked;
import dev.ramal.events.calls.NumberReleased;
import dev.ramal.events.calls.NumberUnblocked;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.RecordingPaused;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.calls.RecordingResumed;
import dev.ramal.events.calls.RecordingStarted;
import dev.ramal.events.calls.TranscriptReady;
import dev.ramal.events.calls.TransferFailed;
import dev.ramal.events.calls.VoicemailLeft;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallBridged;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallDequeued;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallLegEnded;
import dev.ramal.events.carrier.CarrierCallQueueLeft;
import dev.ramal.events.carrier.CarrierCallQueued;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.CarrierCallSpoken;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.events.carrier.CarrierConferenceParticipant;
import dev.ramal.events.carrier.CarrierMachineDetected;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.events.crm.ContactLinked;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageHeld;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageReplaced;
import dev.ramal.events.messages.MessageRerouted;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.events.messages.MessageUnconfirmed;
import dev.ramal.events.messages.TemplateApprovalChanged;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.events.tariffs.TariffPublished;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every type of event that travels, and the record that holds its data. */
public final class EventTypes {
  private static final List<Class<? extends Record>> RECORDS =
      List.of(
          CarrierCallInitiated.class,
          CarrierCallRinging.class,
          CarrierCallAnswered.class,
          CarrierCallApologized.class,
          CarrierCallBridged.class,
          CarrierCallEnded.class,
          CarrierCallLegEnded.class,
          CarrierMachineDetected.class,
          CarrierCallQueued.class,
          CarrierCallDequeued.class,
          CarrierCallQueueLeft.class,
          CarrierCallDigits.class,
          CarrierCallSpoken.class,
          CarrierCallRecording.class,
          CarrierCallTranscript.class,
          CarrierCallCost.class,
          CarrierConferenceParticipant.class,
          CarrierMessageReceived.class,
          CarrierMessageStatus.class,
          CallRequested.class,
          CallDialed.class,
          CallRinging.class,
          CallAnswered.class,
          CallHeld.class,
          CallResumed.class,
          CallMuted.class,
          CallUnmuted.class,
          DigitsSent.class,
          ControlRefused.class,
          CallTransferred.class,
          TransferFailed.class,
          AnnouncementSpoken.class,
          ConsentGiven.class,
          ConsentRefused.class,
          RecordingStarted.class,
          RecordingPaused.class,
          RecordingResumed.class,
          CallEnded.class,
          RecordingReady.class,
          RecordingErased.class,
          TranscriptReady.class,
          CallCosted.class,
          CallDenied.class,
          CarrierDegraded.class,
          CarrierRecovered.class,
          NumberAcquired.class,
          NumberReleased.class,
          AgentStatusChanged.class,
          FollowUpRequested.class,
          FollowUpWithdrawn.class,
          CallMissed.class,
          VoicemailLeft.class,
          NumberBlocked.class,
          NumberUnblocked.class,
          BlocklistImported.class,
          MessageAccepted.class,
          MessageHeld.class,
          MessageSent.class,
          MessageDelivered.class,
          MessageRead.class,
          MessageReplaced.class,
          MessageRerouted.class,
          MessageFailed.class,
          MessageReceived.class,
          MessageCosted.class,
          MessageUnconfirmed.class,
          TemplateApprovalChanged.class,
          ContactOptedOut.class,
          ContactOptedIn.class,
          UsageRated.class,
          UsageAmended.class,
          UsageUnrateable.class,
          CallCostChanged.class,
          MessageCostChanged.class,
          CarrierPriceRequested.class,
          BudgetThresholdReached.class,
          BudgetExhausted.class,
          BudgetReopened.class,
          VelocityExceeded.class,
          VelocityReleased.class,
          InvoiceIssued.class,
          CreditNoteIssued.class,
          DebitNoteIssued.class,
          ExportReady.class,
          TariffPublished.class,
          ActivitySynced.class,
          ActivityFailed.class,
          ContactLinked.class,
          ContactConsentDeclined.class,
          ContactConsentGranted.class,
          ReconnectRequired.class,
          ConnectionPublished.class,
          AlertRaised.class,
          AlertResolved.class,
          CallbackQuarantined.class);

  /** Looked up once per class: producers ask for every event they send. */
  private static final ClassValue<String> TYPES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> record) {
          try {
            return (String) record.getField("TYPE").get(null);
          } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(record + " is no event type", e);
          }
        }
      };

  private static final Map<String, Class<? extends Record>> BY_TYPE =
      RECORDS.stream().collect(Collectors.toUnmodifiableMap(EventTypes::typeOf, r -> r));

  private EventTypes() {}

  public static List<Class<? extends Record>> all() {
    return RECORDS;
  }

  /** The record of a type; empty for a type this version does not know. */
  public static Optional<Class<? extends Record>> find(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /**
   * The {@code ce_type} of a record.
   *
   * @throws IllegalArgumentException when the class is no event of ours
   */
  public static String typeOf(Class<?> record) {
    return TYPES.get(record);
  }
}
