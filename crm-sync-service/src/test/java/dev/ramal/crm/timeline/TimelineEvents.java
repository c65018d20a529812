package dev.ramal.crm.timeline;

import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.events.CallCostState;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
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
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.time.Instant;
import java.util.List;

/** What other services tell of one organization's calls and messages with somebody. */
record TimelineEvents(TenantId tenant, String phone, String agentId) {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final String OURS = "+551130030001";

  Event<CallEnded> call(String id, Instant at, int revision, String notes) {
    return call(id, Direction.OUTBOUND, at, revision, notes, null);
  }

  /** By an agent who said whom in the CRM it is with. */
  Event<CallEnded> callWith(String contactId, String id, Instant at) {
    return call(id, Direction.OUTBOUND, at, 0, null, contactId);
  }

  Event<CallEnded> inbound(String id, Instant at) {
    return call(id, Direction.INBOUND, at, 0, null, null);
  }

  private Event<CallEnded> call(
      String id, Direction direction, Instant at, int revision, String notes, String contactId) {
    boolean inbound = direction == Direction.INBOUND;
    return event(
        Topics.CALLS,
        id,
        new CallEnded(
            id,
            revision,
            agentId,
            "Ana Souza",
            direction,
            inbound ? phone : OURS,
            inbound ? OURS : phone,
            contactId,
            null,
            null,
            Carrier.TWILIO,
            new ConnectionId("connection-1"),
            CallOutcome.COMPLETED,
            null,
            null,
            null,
            ReleasingParty.LEAD,
            DestinationClass.MOBILE_SP_RJ,
            8,
            30,
            at,
            at.plusSeconds(8),
            at.plusSeconds(38),
            List.of(),
            false,
            null,
            "interessado",
            notes,
            0));
  }

  Event<RecordingReady> recorded(String id, Instant at) {
    return event(
        Topics.CALLS,
        id,
        new RecordingReady(
            id,
            "rec-" + id,
            "RE-" + id,
            Carrier.TWILIO,
            "aurora/2026/11/rec.wav",
            "audio/wav",
            37,
            592_044L,
            2,
            "/api/recordings/rec-" + id + "/media",
            "/media/player/rec-" + id + "#open",
            at,
            at));
  }

  Event<RecordingErased> erased(String id, Instant at) {
    return event(
        Topics.CALLS, id, new RecordingErased(id, "rec-" + id, "ana", at, "person", "deleted"));
  }

  Event<VoicemailLeft> voicemail(String id, Instant at) {
    return event(Topics.CALLS, id, new VoicemailLeft(id, null, phone, OURS, "RE-" + id, at));
  }

  Event<CallCostChanged> cost(String id, Instant at, int version, String price) {
    return event(
        Topics.BILLING,
        id,
        new CallCostChanged(
            id,
            version,
            CallCostState.ESTIMATED,
            Money.brl("0.07"),
            Money.brl(price),
            2,
            1,
            0,
            at));
  }

  Event<MessageCostChanged> messageCost(String id, Instant at, int version, String price) {
    return event(
        Topics.BILLING,
        id,
        new MessageCostChanged(
            id, version, CallCostState.ESTIMATED, Money.brl("0.04"), Money.brl(price), false, at));
  }

  Event<ActivityFailed> failed(String id, Instant at) {
    return failed("call", id, at);
  }

  /**
   * @param note which one it is about
   */
  Event<ActivityFailed> failed(String note, String id, Instant at) {
    return event(
        Topics.CRM,
        id,
        new ActivityFailed(note, id, "no-deal", "O contato não tem negociação.", 1, at));
  }

  Event<ActivitySynced> synced(String id, Instant at) {
    return synced("call", id, at);
  }

  /** As {@link #failed(String, String, Instant)}. */
  Event<ActivitySynced> synced(String note, String id, Instant at) {
    return event(Topics.CRM, id, new ActivitySynced(note, id, "contact", "deal", "note", 2, at));
  }

  Event<MessageAccepted> accepted(String id, Channel channel, Instant at, String body) {
    return event(
        Topics.MESSAGES,
        id,
        new MessageAccepted(
            id, channel, OURS, phone, body, 1, agentId, "Ana Souza", null, at, null));
  }

  Event<MessageSent> sent(String id, Channel channel, Instant acceptedAt) {
    return event(
        Topics.MESSAGES,
        id,
        new MessageSent(
            id,
            channel,
            OURS,
            phone,
            Carrier.TWILIO,
            "connection-1",
            "SM" + id,
            1,
            acceptedAt.plusSeconds(1),
            agentId,
            "Ana Souza",
            null,
            acceptedAt,
            null));
  }

  Event<MessageDelivered> delivered(String id, Channel channel, Instant acceptedAt) {
    return event(
        Topics.MESSAGES,
        id,
        new MessageDelivered(
            id,
            channel,
            OURS,
            phone,
            Carrier.TWILIO,
            "connection-1",
            "SM" + id,
            1,
            acceptedAt.plusSeconds(3),
            agentId,
            "Ana Souza",
            null,
            acceptedAt,
            null));
  }

  Event<MessageFailed> undelivered(String id, Channel channel, Instant acceptedAt) {
    return event(
        Topics.MESSAGES,
        id,
        new MessageFailed(
            id,
            channel,
            phone,
            Carrier.TWILIO,
            MessageStatus.UNDELIVERED,
            "30003",
            "O aparelho não respondeu.",
            acceptedAt.plusSeconds(2),
            agentId,
            "Ana Souza",
            null,
            acceptedAt,
            null));
  }

  /**
   * @param replyTo null when not a reply
   */
  Event<MessageReceived> received(
      String id, Channel channel, Instant at, String body, String replyTo) {
    return event(
        Topics.MESSAGES,
        id,
        new MessageReceived(
            id,
            "thread-1",
            channel,
            phone,
            OURS,
            body,
            List.of(),
            null,
            "Marina",
            replyTo,
            replyTo == null ? null : true,
            Carrier.TWILIO,
            "connection-1",
            "SM" + id,
            1,
            at));
  }

  /** As a consumer gets it. */
  static ReceivedEvent received(Event<?> event) {
    return new ReceivedEvent(
        event.id(),
        event.type(),
        event.tenant(),
        event.subject(),
        event.time(),
        event.causation(),
        event.topic(),
        event.key(),
        1,
        EventJson.write(event.data()));
  }

  private <T extends Record> Event<T> event(String topic, String subject, T data) {
    return new Event<>(
        FinishedCalls.newId(),
        "/test",
        subject,
        NOON,
        tenant,
        null,
        topic,
        tenant + ":" + subject,
        data);
  }
}
