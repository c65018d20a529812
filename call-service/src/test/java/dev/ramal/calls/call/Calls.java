package dev.ramal.calls.call;

import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;

/** Calls and facts to begin a test with. */
final class Calls {
  static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  static final TenantId AURORA = TenantId.of("aurora");
  static final CallId ID = CallId.of("0195a1b2-0000-7000-8000-000000000001");

  private Calls() {}

  static CallDetails details(Carrier carrier, boolean record) {
    return new CallDetails(
        "user-ana",
        "Ana",
        "client:ana",
        Direction.OUTBOUND,
        "+551130001000",
        "+5511987654321",
        "contact-1",
        "deal-1",
        null,
        null,
        carrier,
        new ConnectionId("connection-1"),
        record,
        null,
        null,
        null,
        NOON);
  }

  /** A caller whom their carrier has told of, and nobody has answered. */
  static Call arrived() {
    return after(
        Call.inbound(ID, AURORA, inbound()),
        new Fact(
            "arrived", null, new CarrierCallId("CA-lead"), NOON, null, new FactBody.Initiated()));
  }

  /** Of a call that somebody else started. */
  static CallDetails inbound() {
    return new CallDetails(
        null,
        null,
        null,
        Direction.INBOUND,
        "+5511987654321",
        "+551130001000",
        null,
        null,
        null,
        null,
        Carrier.TWILIO,
        new ConnectionId("connection-1"),
        false,
        null,
        null,
        null,
        NOON);
  }

  static Call requested() {
    return Call.request(ID, AURORA, details(Carrier.TWILIO, true)).call();
  }

  static Call requested(Carrier carrier, boolean record) {
    return Call.request(ID, AURORA, details(carrier, record)).call();
  }

  /** One that is to be recorded. */
  static Call requested(Carrier carrier, FactBody.RecordingAsked terms) {
    return Call.request(ID, AURORA, details(carrier, true), List.of(terms)).call();
  }

  /** On all its terms; recorded where they say so. */
  static Call requested(Carrier carrier, List<FactBody> terms) {
    boolean record = terms.stream().anyMatch(FactBody.RecordingAsked.class::isInstance);
    return Call.request(ID, AURORA, details(carrier, record), terms).call();
  }

  static Fact fact(LegName leg, int second, FactBody body) {
    String kind = body.getClass().getSimpleName();
    return new Fact(
        leg + ":" + kind + "@" + second,
        leg,
        CarrierCallId.ofNullable(handleOf(leg, body)),
        NOON.plusSeconds(second),
        null,
        body);
  }

  static Fact lead(int second, FactBody body) {
    return fact(LEAD, second, body);
  }

  static Fact agent(int second, FactBody body) {
    return fact(AGENT, second, body);
  }

  static FactBody.Ended ended(CallOutcome outcome, Integer talkSeconds) {
    return new FactBody.Ended(outcome, talkSeconds, null, null, null);
  }

  static FactBody.Ended hungUp(String by) {
    return new FactBody.Ended(
        CallOutcome.COMPLETED, null, null, "normal_clearing", ReleasingSide.find(by));
  }

  static Call after(Call call, Fact... facts) {
    Call now = call;
    for (Fact fact : facts) {
      now = ((Transition.Applied) now.apply(fact)).call();
    }
    return now;
  }

  /** The agent picked up after two seconds and the lead's leg was ordered. */
  static Call agentWaiting() {
    return after(
        requested(),
        agent(1, new FactBody.Initiated()),
        agent(2, new FactBody.Answered(null)),
        lead(2, new FactBody.Ordered("+5511987654321")));
  }

  static List<Record> events(Transition transition) {
    return ((Transition.Applied) transition).events();
  }

  private static String handleOf(LegName leg, FactBody body) {
    boolean none =
        leg == null
            || body instanceof FactBody.Ordered
            || body instanceof FactBody.Unclear
            || body instanceof FactBody.Refused
            || body instanceof FactBody.Dropped;
    return none ? null : "CA-" + leg.wire();
  }
}
