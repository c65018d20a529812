package dev.ramal.calls.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition.Applied;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.events.RouteReason;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two carriers of which each takes, refuses, breaks off before and after it has taken, or cannot be
 * reached, by chance; what is known of it meanwhile follows from the outcomes alone. Of two
 * organizations each prefers another one.
 */
@DisplayName("CALL-394 one intent rings nobody twice, whatever a carrier keeps silent about")
class NobodyRungTwiceTest {
  private static final int INTENTS = 20_000;
  private static final String NUMBER = "+551130001000";
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final Instant SINCE = NOON.minusSeconds(60);

  private final Random chance = new Random(394);
  private final Map<String, List<String>> rung = new HashMap<>();
  private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
  private int moved;

  private enum Fault {
    TAKEN,
    TAKEN_IN_SILENCE,
    NOT_TAKEN_IN_SILENCE,
    REFUSED,
    BAD_NUMBER,
    UNREACHABLE
  }

  @Test
  void shouldRingNobodyTwice() {
    // When
    for (int n = 0; n < INTENTS; n++) {
      TenantId tenant = n % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL;
      Call call = place(tenant);

      // Then
      List<String> legs = rung.getOrDefault(call.id().value(), List.of());
      assertThat(legs).as("phones rung for one intent").hasSizeLessThanOrEqualTo(1);
      CarrierCallId handle = call.state().agent().carrierCallId();
      assertThat(handle == null ? List.of() : List.of(handle.value())).isEqualTo(legs);
      assertThat(legs).allMatch(leg -> leg.startsWith(call.details().carrier().wire()));
      assertThat(call.routes())
          .as("by its organization's accounts")
          .allMatch(way -> way.connectionId().value().startsWith(tenant.value()));
      assertThat(call.tenant()).isEqualTo(tenant);
      assertThat(call.status()).isEqualTo(legs.isEmpty() ? CallStatus.FAILED : CallStatus.DIALING);
    }
    assertThat(met.values()).allMatch(times -> times > INTENTS / 20);
    assertThat(moved).isGreaterThan(INTENTS / 4);
  }

  /** As the queue does it: send, ask until it is clear, conclude, and send what follows. */
  private Call place(TenantId tenant) {
    Route first = route(tenant, preferred(tenant), RouteReason.FIRST, null);
    Call call =
        Call.request(
                CallId.of(UUID.randomUUID().toString()), tenant, details(first), first, List.of())
            .call();
    List<Command> sent = new ArrayList<>();
    Optional<Command> next = Optional.of(command(call, first, 1));
    int failures = 0;
    while (next.isPresent()) {
      Command dial = next.get();
      sent.add(dial);
      Outcome<Taken> seen = conclude(call, dial, send(dial), failures);
      if (seen instanceof Outcome.Unknown<Taken>) {
        call = apply(call, CommandFacts.unclear(dial, "silence", NOON.plusSeconds(1)));
        if (hears(dial)) {
          call = apply(call, told(dial));
        }
        while (seen instanceof Outcome.Unknown<Taken>) {
          seen = conclude(call, dial, ask(call, dial), failures);
        }
      }
      if (seen instanceof Outcome.Done<Taken> done) {
        call = take(call, dial, done.result());
        next = Optional.empty();
        continue;
      }
      failures++;
      if (seen instanceof Outcome.NotTaken<Taken>) {
        next = Optional.of(again(dial));
        continue;
      }
      Outcome.Refused<Taken> refused = (Outcome.Refused<Taken>) seen;
      if (RefusedDials.mayGoElsewhere(refused.code()) && another(call, dial).isPresent()) {
        Route way = another(call, dial).get();
        call = apply(call, call.orderedAnew("client:ana", way, NOON.plusSeconds(2)));
        next = Optional.of(command(call, way, 1));
        failures = 0;
        moved++;
      } else {
        call = apply(call, CommandFacts.refused(dial, refused.code(), refused.reason(), NOON));
        next = Optional.empty();
      }
      for (Command earlier : sent) {
        assertThat(RefusedDials.mayGoElsewhere(call, earlier, SINCE))
            .as("another replica concludes about an earlier dial")
            .isFalse();
      }
    }
    return call;
  }

  private Outcome<Taken> conclude(Call call, Command dial, Outcome<Taken> outcome, int failures) {
    boolean elsewhere = RefusedDials.mayGoElsewhere(outcome) && another(call, dial).isPresent();
    return RefusedDials.conclude(outcome, elsewhere, failures + 1 >= 3);
  }

  private Optional<Route> another(Call call, Command dial) {
    Carrier other =
        preferred(call.tenant()).equals(Carrier.TWILIO) ? Carrier.TELNYX : Carrier.TWILIO;
    boolean tried = call.routes().stream().anyMatch(way -> way.carrier().equals(other));
    return tried || !RefusedDials.mayGoElsewhere(call, dial, SINCE)
        ? Optional.empty()
        : Optional.of(
            route(
                call.tenant(),
                other,
                RouteReason.ONLY_ONE,
                RefusedDials.instead(dial, "code", "reason")));
  }

  /** What the carrier does, and what comes back of it. */
  private Outcome<Taken> send(Command dial) {
    Fault fault = Fault.values()[chance.nextInt(Fault.values().length)];
    met.merge(fault, 1, Integer::sum);
    return switch (fault) {
      case TAKEN -> new Outcome.Done<>(Taken.Accepted.of(ring(dial)));
      case TAKEN_IN_SILENCE -> {
        ring(dial);
        yield new Outcome.Unknown<>("timeout");
      }
      case NOT_TAKEN_IN_SILENCE -> new Outcome.Unknown<>("503");
      case REFUSED -> new Outcome.Refused<>("20003", "authenticate");
      case BAD_NUMBER -> new Outcome.Refused<>("21211", "no such number");
      case UNREACHABLE -> new Outcome.Refused<>(CarrierPort.UNREACHABLE, "no connection");
    };
  }

  private CarrierCallId ring(Command dial) {
    List<String> legs = rung.computeIfAbsent(dial.call().value(), id -> new ArrayList<>());
    String handle = dial.carrier().wire() + "-" + dial.id() + "-" + legs.size();
    legs.add(handle);
    return new CarrierCallId(handle);
  }

  private Optional<String> at(Command dial) {
    return rung.getOrDefault(dial.call().value(), List.of()).stream()
        .filter(leg -> leg.startsWith(dial.carrier().wire()))
        .findFirst();
  }

  /** Half of the legs that were taken in silence tell of themselves before anybody asks. */
  private boolean hears(Command dial) {
    return at(dial).isPresent() && chance.nextBoolean();
  }

  private Fact told(Command dial) {
    return new Fact(
        "told:" + dial.id(),
        LegName.AGENT,
        new CarrierCallId(at(dial).orElseThrow()),
        NOON.plusSeconds(2),
        null,
        new FactBody.Initiated());
  }

  private Outcome<Taken> ask(Call call, Command dial) {
    if (StaleCommands.isDone(call, dial)) {
      return new Outcome.Done<>(new Taken.ToldByCallbacks());
    }
    if (chance.nextInt(3) == 0) {
      return new Outcome.Unknown<>("cannot tell yet");
    }
    return at(dial)
        .<Outcome<Taken>>map(handle -> new Outcome.Done<>(new Taken.Adopted(report(handle))))
        .orElseGet(() -> new Outcome.NotTaken<>("not created"));
  }

  private static Call take(Call call, Command dial, Taken taken) {
    if (taken instanceof Taken.Accepted accepted) {
      return apply(call, CommandFacts.accepted(dial, accepted, NOON).orElseThrow());
    }
    Call now = call;
    if (taken instanceof Taken.Adopted adopted) {
      for (Fact fact : CommandFacts.adopted(call, dial, adopted.report(), NOON)) {
        now = apply(now, fact);
      }
    }
    return now;
  }

  private static LegReport report(String handle) {
    return new LegReport(
        new CarrierCallId(handle), LegStatus.ALIVE, null, null, null, null, null, null);
  }

  private static Call apply(Call call, Fact fact) {
    return ((Applied) call.apply(fact)).call();
  }

  private static Command again(Command dial) {
    return new Command(
        dial.tenant(),
        dial.id(),
        dial.call(),
        dial.kind(),
        dial.leg(),
        dial.carrier(),
        dial.connectionId(),
        dial.payload(),
        dial.attempts() + 1,
        NOON,
        NOON,
        NOON);
  }

  private static Command command(Call call, Route way, int attempt) {
    return new Command(
        call.tenant(),
        UUID.randomUUID().toString(),
        call.id(),
        LegAction.Kind.DIAL,
        LegName.AGENT,
        way.carrier(),
        way.connectionId().value(),
        CommandPayload.dial("client:ana", E164.of(NUMBER), 30),
        attempt,
        NOON,
        NOON,
        NOON.plus(Duration.ofSeconds(15)));
  }

  private static Carrier preferred(TenantId tenant) {
    return tenant.equals(Tenants.AURORA) ? Carrier.TWILIO : Carrier.TELNYX;
  }

  private static Route route(
      TenantId tenant, Carrier carrier, RouteReason why, Route.Instead instead) {
    return new Route(
        carrier,
        new ConnectionId(tenant + "-" + carrier.wire()),
        NUMBER,
        null,
        why,
        List.of(),
        "ana",
        null,
        instead);
  }

  private static CallDetails details(Route way) {
    return new CallDetails(
        "user-ana",
        "Ana",
        "client:ana",
        Direction.OUTBOUND,
        way.from(),
        "+5511987654321",
        null,
        null,
        null,
        null,
        way.carrier(),
        way.connectionId(),
        false,
        null,
        null,
        null,
        NOON);
  }
}
