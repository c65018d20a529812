package dev.ramal.billing.stories;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.Leg;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.kit.ids.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of one call as call-service publishes them. */
public record CallEvents(TenantId tenant, String callId, Instant startedAt) {
  public static CallEvents of(TenantId tenant, String startedAt) {
    return new CallEvents(tenant, UuidV7.next().toString(), Instant.parse(startedAt));
  }

  /** The lead talked this long; the agent sat at a softphone. */
  public Event<CallEnded> ended(int revision, String leadClass, int seconds) {
    return ended(revision, leadClass, seconds, "softphone");
  }

  public Event<CallEnded> ended(int revision, String leadClass, int seconds, String agentClass) {
    CallOutcome outcome = seconds == 0 ? CallOutcome.NO_ANSWER : CallOutcome.COMPLETED;
    List<Leg> legs =
        List.of(
            new Leg(
                "agent",
                "CA1",
                "client:ana",
                new DestinationClass(agentClass),
                CallOutcome.COMPLETED,
                seconds + 9),
            new Leg(
                "lead",
                "CA2",
                "+5511987654321",
                new DestinationClass(leadClass),
                outcome,
                seconds));
    return event(
        new CallEnded(
            callId,
            revision,
            "agent-1",
            "Ana",
            Direction.OUTBOUND,
            "+551130001000",
            "+5511987654321",
            null,
            null,
            null,
            Carrier.TWILIO,
            UUID.randomUUID().toString(),
            outcome,
            null,
            null,
            "lead",
            new DestinationClass(leadClass),
            4,
            seconds,
            startedAt,
            seconds == 0 ? null : startedAt.plusSeconds(9),
            startedAt.plusSeconds(9L + seconds),
            legs,
            false,
            null,
            null));
  }

  public Event<CallCosted> costed(String amount, String currency) {
    return event(
        new CallCosted(
            callId,
            "lead",
            Carrier.TWILIO,
            "CA2",
            Money.of(amount, currency),
            60,
            startedAt.plusSeconds(120)));
  }

  private <T extends Record> Event<T> event(T data) {
    return new Event<>(
        UuidV7.next().toString(),
        "/call-service",
        callId,
        startedAt.plusSeconds(60),
        tenant,
        "cause-" + callId,
        Topics.CALLS,
        tenant + ":" + callId,
        data);
  }
}
