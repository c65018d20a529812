package dev.ramal.calls.call;

import static dev.ramal.calls.call.LegName.AGENT;
import static dev.ramal.calls.call.LegName.LEAD;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
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
        "connection-1",
        record,
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

  static Fact fact(LegName leg, int second, Said said) {
    String kind = said.getClass().getSimpleName();
    return new Fact(
        leg + ":" + kind + "@" + second,
        leg,
        handleOf(leg, said),
        NOON.plusSeconds(second),
        null,
        said);
  }

  static Fact lead(int second, Said said) {
    return fact(LEAD, second, said);
  }

  static Fact agent(int second, Said said) {
    return fact(AGENT, second, said);
  }

  static Said.Ended ended(CallOutcome outcome, Integer talkSeconds) {
    return new Said.Ended(outcome, talkSeconds, null, null, null);
  }

  static Said.Ended hungUp(String by) {
    return new Said.Ended(CallOutcome.COMPLETED, null, null, "normal_clearing", by);
  }

  static Call after(Call call, Fact... facts) {
    Call now = call;
    for (Fact fact : facts) {
      now = ((Verdict.Applied) now.apply(fact)).call();
    }
    return now;
  }

  /** The agent picked up after two seconds and the lead's leg was ordered. */
  static Call agentWaiting() {
    return after(
        requested(),
        agent(1, new Said.Initiated()),
        agent(2, new Said.Answered(null)),
        lead(2, new Said.Ordered("+5511987654321")));
  }

  static List<Record> events(Verdict verdict) {
    return ((Verdict.Applied) verdict).events();
  }

  private static String handleOf(LegName leg, Said said) {
    boolean none =
        leg == null
            || said instanceof Said.Ordered
            || said instanceof Said.Unclear
            || said instanceof Said.Refused
            || said instanceof Said.Dropped;
    return none ? null : "CA-" + leg.wire();
  }
}
