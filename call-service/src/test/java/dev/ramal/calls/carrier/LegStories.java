package dev.ramal.calls.carrier;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallResult;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.lifecycle.LegReportFacts;
import dev.ramal.carriers.LegEnding;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One lead leg whose callbacks are told or lost, and what the carrier's own report makes of it. An
 * outbound call's agent leg is not told: its end would only hide the lead's.
 */
public final class LegStories {
  public static final Instant BEGUN = Instant.parse("2026-11-03T14:00:00.120Z");
  public static final Instant ANSWERED = BEGUN.plusMillis(8_310);
  public static final Instant ENDED = BEGUN.plusMillis(103_020);
  public static final CarrierCallId HANDLE = new CarrierCallId("v3:lead");

  private LegStories() {}

  /** The callbacks of a leg, each of which may be lost. */
  public static final class Callbacks {
    private final List<Fact> told = new ArrayList<>();

    public Callbacks begun() {
      return tell("begun", BEGUN, new FactBody.Initiated());
    }

    public Callbacks answered(boolean unless) {
      return unless ? this : tell("answered", ANSWERED, new FactBody.Answered(null));
    }

    public Callbacks ended(LegEnding ending, Integer seconds, boolean unless) {
      FactBody body =
          new FactBody.Ended(
              ending.outcome(), seconds, ending.sipCode(), ending.cause(), ending.hungUpBy());
      return unless ? this : tell("ended", ENDED, body);
    }

    /** The carrier is asked while the leg lives. */
    public Callbacks asked(LegReport report, Instant now) {
      Call call = call(Carrier.TWILIO, Direction.OUTBOUND);
      told.addAll(LegReportFacts.facts(call, LegName.LEAD, report, now));
      return this;
    }

    private Callbacks tell(String id, Instant at, FactBody body) {
      told.add(new Fact(id, LegName.LEAD, HANDLE, at, null, body));
      return this;
    }

    /** The result of the call; null while it is open. */
    public CallResult result(Carrier carrier, Direction direction) {
      return call(carrier, direction).state().result();
    }

    /** The same once the carrier was asked, where somebody would ask it. */
    public CallResult resultAfterAsking(Carrier carrier, Direction direction, LegReport report) {
      Call call = call(carrier, direction);
      boolean asked = call.state().lead().open() || call.state().lead().mayHaveBeenAnswered();
      List<Fact> answers =
          asked
              ? LegReportFacts.facts(call, LegName.LEAD, report, ENDED.plusSeconds(900))
              : List.of();
      return after(call, answers).state().result();
    }

    private Call call(Carrier carrier, Direction direction) {
      CallDetails details =
          new CallDetails(
              null,
              null,
              null,
              direction,
              "+551130001000",
              "+5511987654321",
              null,
              null,
              null,
              null,
              carrier,
              new ConnectionId("c"),
              false,
              null,
              null,
              null,
              BEGUN);
      CallId id = CallId.of("0195a1b2-0000-7000-8000-000000000001");
      return after(new Call(id, TenantId.of("aurora"), details, List.of(), -1), told);
    }

    private static Call after(Call call, List<Fact> facts) {
      Call now = call;
      for (Fact fact : facts) {
        now = ((Transition.Applied) now.apply(fact)).call();
      }
      return now;
    }
  }
}
