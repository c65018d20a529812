package dev.ramal.bench.calls;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The facts of calls that come in, three each, as the gateway writes them for Twilio: of several
 * organizations, calls among each other, and now and then a fact that overtakes the one before it.
 */
public final class InboundCallFacts implements Iterator<Event<?>> {
  public static final int FACTS_PER_CALL = 3;

  private static final int ORGANIZATIONS = 10;
  private static final String ACCOUNT = "AC00000000000000000000000000000001";
  private static final String[] STATUSES = {"ringing", "in-progress", "completed"};
  private static final int[] SECONDS = {0, 5, 42};

  /** How many facts of others come between two of one call, and how far each may stray. */
  private static final int APART = 150;

  private static final int STRAY = 180;

  private final Random random = new Random(7);
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Instant began = Instant.now().minusSeconds(120);
  private final int calls;
  private final long series;
  private int begun;

  /**
   * @param calls how many
   * @param series sets the calls of one feed apart from those of others
   */
  public InboundCallFacts(int calls, long series) {
    this.calls = calls;
    this.series = series;
  }

  @Override
  public boolean hasNext() {
    return begun < calls || !due.isEmpty();
  }

  @Override
  public Event<?> next() {
    while (begun < calls
        && (due.isEmpty() || due.peek().place() >= (long) begun * STATUSES.length)) {
      begin(begun++);
    }
    Due next = due.poll();
    if (next == null) {
      throw new NoSuchElementException();
    }
    return event(next.call(), next.step());
  }

  private void begin(int call) {
    for (int step = 0; step < STATUSES.length; step++) {
      long place = (long) call * STATUSES.length + step * APART + random.nextInt(STRAY);
      due.add(new Due(place, call, step));
    }
  }

  private Event<?> event(int call, int step) {
    TenantId tenant = TenantId.of("bench-" + call % ORGANIZATIONS);
    String sid = "CA%016x%016x".formatted(series, call);
    CarrierCallFact fact = fact(call, step, sid);
    return new Event<>(
        "twilio:bench-%s:%d".formatted(sid, step),
        "/webhook-gateway",
        sid,
        fact.occurredAt(),
        tenant,
        null,
        Topics.CALL_FACTS,
        tenant.value() + ":" + sid,
        (Record) fact);
  }

  private CarrierCallFact fact(int call, int step, String sid) {
    String from = "+55119%08d".formatted(80_000_000 + call % 10_000_000);
    String to = "+551140000%03d".formatted(call % ORGANIZATIONS);
    LegIds ids = new LegIds(null, null, new CarrierCallId(sid), null);
    Parties parties = new Parties(null, Direction.INBOUND, from, to);
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            new ConnectionId("bench-" + call % ORGANIZATIONS),
            began.plusSeconds(SECONDS[step]),
            Instant.now(),
            step,
            new RawCallback("application/x-www-form-urlencoded", body(sid, step, from, to)));
    return switch (step) {
      case 0 -> new CarrierCallRinging(ids, parties, origin);
      case 1 -> new CarrierCallAnswered(ids, parties, null, origin);
      default ->
          new CarrierCallEnded(ids, parties, CallOutcome.COMPLETED, 37, 200, null, null, origin);
    };
  }

  private static String body(String sid, int step, String from, String to) {
    StringBuilder body =
        new StringBuilder("AccountSid=" + ACCOUNT)
            .append("&ApiVersion=2010-04-01&CallSid=" + sid)
            .append("&CallStatus=" + STATUSES[step])
            .append(
                "&Direction=inbound&CallbackSource=call-progress-events&SequenceNumber=" + step);
    place(body, "From", from);
    place(body, "Caller", from);
    place(body, "To", to);
    place(body, "Called", to);
    if (step == STATUSES.length - 1) {
      body.append("&CallDuration=37&Duration=1&SipResponseCode=200");
    }
    return body.toString();
  }

  private static void place(StringBuilder body, String side, String number) {
    body.append("&" + side + "=%2B" + number.substring(1))
        .append("&" + side + "City=S%C3%A3o+Paulo&" + side + "State=SP&")
        .append(side + "Zip=&" + side + "Country=BR");
  }

  /** A fact and its place in the order of sending. */
  private record Due(long place, int call, int step) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(place, other.place);
    }
  }
}
