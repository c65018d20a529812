package dev.ramal.bench.load;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.Leg;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Outbound calls that are over, as call-service publishes them: two legs each. */
public final class FinishedCalls {
  public static final int LEGS = 2;

  private FinishedCalls() {}

  /** Of all organizations in turn. */
  public static Iterator<Event<?>> of(int calls, long series) {
    return of(calls, series, Organizations::of);
  }

  /** Of the organizations that are said. */
  public static Iterator<Event<?>> of(int calls, long series, IntFunction<TenantId> owner) {
    Instant now = Instant.now();
    return IntStream.range(0, calls)
        .<Event<?>>mapToObj(call -> event(call, series, now, owner.apply(call)))
        .iterator();
  }

  /** What the ids of calls of a series begin with. */
  public static String prefix(long series) {
    return new UUID(series << 16 | 0x7000, 0).toString().substring(0, 18);
  }

  private static Event<?> event(int call, long series, Instant now, TenantId tenant) {
    String id = new UUID(series << 16 | 0x7000, 0x8000_0000_0000_0000L | call).toString();
    Instant started = now.minusSeconds(3600 + call % 600);
    int talked = 20 + call % 400;
    String to = Organizations.otherSide(call);
    CallEnded ended =
        new CallEnded(
            id,
            0,
            "7d1f0c2e-2c39-4f53-8e38-6f6d0a4f1b11",
            "Ana Souza",
            Direction.OUTBOUND,
            Organizations.numberOf(call),
            to,
            null,
            null,
            null,
            Carrier.TWILIO,
            Organizations.connectionOf(call),
            CallOutcome.COMPLETED,
            null,
            "normal_clearing",
            AnsweredBy.HUMAN,
            ReleasingParty.LEAD,
            DestinationClass.MOBILE_SP_RJ,
            8,
            talked,
            started,
            started.plusSeconds(8),
            started.plusSeconds(8 + talked),
            List.of(
                leg(LegName.AGENT, id + "a", "client:ana", "softphone", talked + 12),
                leg(LegName.LEAD, id + "b", to, "mobile-sp-rj", talked)),
            false,
            null,
            "interested",
            "Pediu proposta",
            0);
    return new Event<>(
        UUID.randomUUID().toString(),
        "/call-service",
        id,
        ended.endedAt(),
        tenant,
        "twilio:" + id,
        Topics.CALLS,
        tenant.value() + ":" + id,
        ended);
  }

  private static Leg leg(
      LegName name, String carrierId, String address, String destination, int seconds) {
    return new Leg(
        name,
        new CarrierCallId(carrierId),
        address,
        new DestinationClass(destination),
        CallOutcome.COMPLETED,
        seconds);
  }
}
