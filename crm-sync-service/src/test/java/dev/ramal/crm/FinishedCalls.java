package dev.ramal.crm;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.ids.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Calls as call-service tells them. */
public final class FinishedCalls {
  private FinishedCalls() {}

  public static String newId() {
    return UuidV7.next().toString();
  }

  /** A mobile in São Paulo that no other test uses, old enough to have had eight digits. */
  public static String newMobile() {
    return "+55119" + ThreadLocalRandom.current().nextInt(60_000_000, 100_000_000);
  }

  public static Event<CallEnded> ended(
      TenantId tenant, String callId, String to, boolean recorded, int revision, int talk) {
    return event(tenant, callId, call(callId, to, null, null, recorded, revision, talk));
  }

  /** With what the agent said of the contact and the deal. */
  public static Event<CallEnded> endedAbout(
      TenantId tenant, String callId, String to, String contactId, String dealId) {
    return event(tenant, callId, call(callId, to, contactId, dealId, false, 0, 5));
  }

  private static CallEnded call(
      String callId,
      String to,
      String contactId,
      String dealId,
      boolean recorded,
      int revision,
      int talk) {
    Instant start = Instant.parse("2026-11-03T14:05:33Z");
    return new CallEnded(
        callId,
        revision,
        "agent-1",
        "Ana Souza",
        Direction.OUTBOUND,
        "+551130030001",
        to,
        contactId,
        dealId,
        null,
        Carrier.TWILIO,
        new ConnectionId("connection-1"),
        talk == 0 ? CallOutcome.NO_ANSWER : CallOutcome.COMPLETED,
        null,
        null,
        ReleasingParty.LEAD,
        DestinationClass.MOBILE_SP_RJ,
        8,
        talk,
        start,
        talk == 0 ? null : start.plusSeconds(8),
        start.plusSeconds(8 + talk),
        List.of(),
        recorded,
        null,
        null);
  }

  public static Event<RecordingReady> recorded(TenantId tenant, String callId) {
    RecordingReady data =
        new RecordingReady(
            callId,
            "rec-" + callId,
            "RE1",
            Carrier.TWILIO,
            "aurora/2026/11/rec.wav",
            "audio/wav",
            37,
            592_044L,
            2,
            "/api/recordings/rec-" + callId + "/media",
            Instant.parse("2026-11-03T14:06:33Z"));
    return event(tenant, callId, data);
  }

  private static <T extends Record> Event<T> event(TenantId tenant, String callId, T data) {
    return new Event<>(
        newId(),
        "/call-service",
        callId,
        Instant.parse("2026-11-03T14:06:33Z"),
        tenant,
        null,
        Topics.CALLS,
        tenant + ":" + callId,
        data);
  }
}
