package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.Transfer;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A call in progress and the phones behind it, in memory: people do what they like, commands leave
 * late and are refused at times, and what happened is told in any order.
 */
final class CarrierWorld {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final String CONFERENCE = "CF1";

  /** Where a phone is. */
  enum Phone {
    RINGING,
    /** Picked up, and with nobody. */
    UP,
    IN_CONFERENCE,
    GONE
  }

  private final Random random;
  private final boolean steered;
  private final Map<LegName, Phone> phones = new LinkedHashMap<>();
  private final List<Fact> untold = new ArrayList<>();
  private final List<LegAction> queue = new ArrayList<>();
  private final Set<LegAction> sent = new HashSet<>();
  private final Set<LegName> mayLeave = new HashSet<>();
  private Call call;
  private int second = 10;
  private int ids;

  CarrierWorld(long seed, boolean steered) {
    this.random = new Random(seed);
    this.steered = steered;
    this.call = Call.request(CallId.of(id(0)), Tenants.AURORA, details(steered)).call();
    know(fact("a1", LegName.AGENT, new FactBody.Initiated()));
    know(fact("a2", LegName.AGENT, new FactBody.Answered(null)));
    know(fact("l1", LegName.LEAD, new FactBody.Ordered("+5511987654321")));
    know(fact("l2", LegName.LEAD, new FactBody.Answered(null)));
    know(fact("a3", LegName.AGENT, new FactBody.Conferenced(CONFERENCE)));
    know(fact("l3", LegName.LEAD, new FactBody.Conferenced(CONFERENCE)));
    phones.put(LegName.AGENT, Phone.IN_CONFERENCE);
    phones.put(LegName.LEAD, Phone.IN_CONFERENCE);
    sent.add(LegAction.of(Kind.JOIN, LegName.AGENT));
    sent.add(LegAction.of(Kind.JOIN, LegName.LEAD));
    queue.clear();
  }

  Call call() {
    return call;
  }

  boolean isUp(LegName leg) {
    Phone phone = phones.get(leg);
    return phone == Phone.UP || phone == Phone.IN_CONFERENCE;
  }

  /** Agents who have picked up and not hung up. */
  List<LegName> agentsUp() {
    return phones.keySet().stream().filter(leg -> leg.isAgent() && isUp(leg)).toList();
  }

  boolean isSilent() {
    return phones.values().stream().allMatch(phone -> phone == Phone.GONE);
  }

  /** One thing happens, somewhere. */
  void step() {
    second++;
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> tellOne();
      case 3, 4 -> sendOne();
      case 5 -> answerOrNot();
      case 6 -> person();
      default -> {
        if (random.nextInt(4) == 0) {
          hangUp(any(new ArrayList<>(phones.keySet())));
        }
      }
    }
  }

  /** Everything is told and sent, and every time that is over is over. */
  void settle() {
    for (int i = 0; i < 400; i++) {
      second++;
      if (!untold.isEmpty()) {
        tellOne();
      } else if (!queue.isEmpty()) {
        sendOne();
      } else if (!deadline()) {
        return;
      }
    }
    throw new AssertionError("it never comes to rest: " + queue + " " + call.state());
  }

  void hangUp(LegName leg) {
    Phone phone = phones.get(leg);
    if (phone == Phone.GONE) {
      return;
    }
    phones.put(leg, Phone.GONE);
    CallOutcome outcome = phone == Phone.RINGING ? CallOutcome.NO_ANSWER : CallOutcome.COMPLETED;
    tell(leg, new FactBody.Ended(outcome, null, null, null, null));
    boolean ends = steered ? !leg.isAgent() : leg.ordinal() < 2 && !mayLeave.contains(leg);
    if (phone == Phone.IN_CONFERENCE && ends) {
      phones.keySet().stream()
          .filter(other -> phones.get(other) == Phone.IN_CONFERENCE)
          .toList()
          .forEach(this::hangUp);
    }
  }

  private void tellOne() {
    if (!untold.isEmpty()) {
      know(untold.remove(random.nextInt(untold.size())));
    }
  }

  private void sendOne() {
    if (!queue.isEmpty()) {
      send(queue.remove(random.nextInt(queue.size())));
    }
  }

  private void answerOrNot() {
    List<LegName> ringing =
        phones.keySet().stream().filter(leg -> phones.get(leg) == Phone.RINGING).toList();
    if (ringing.isEmpty()) {
      return;
    }
    LegName leg = any(ringing);
    if (random.nextInt(4) == 0) {
      hangUp(leg);
      return;
    }
    phones.put(leg, Phone.UP);
    tell(leg, new FactBody.Answered(null));
    if (!steered) {
      ask(leg);
    }
  }

  /** The carrier asks what whoever picked up is to do. */
  private void ask(LegName leg) {
    if (!PendingActions.mayMeet(call, leg) || PendingActions.isEnding(call)) {
      hangUp(leg);
      return;
    }
    if (PendingActions.isAwaited(call, leg)) {
      know(fact("picked-up:" + leg.wire(), leg, new FactBody.Answered(null)));
    }
    phones.put(leg, Phone.IN_CONFERENCE);
    tell(leg, new FactBody.Conferenced(CONFERENCE));
  }

  private void person() {
    Transfer transfer = call.state().transfer();
    boolean underWay = transfer != null && transfer.isUnderWay();
    boolean talking = call.status() == CallStatus.IN_PROGRESS || call.status() == CallStatus.HELD;
    if (!underWay
        && talking
        && !PendingActions.isEnding(call)
        && call.state().agents().size() < 5) {
      transfer();
    } else if (underWay && transfer.stage().compareTo(Transfer.Stage.COMPLETING) < 0) {
      String what = random.nextBoolean() ? TransferStep.COMPLETE : TransferStep.CANCEL;
      decide(transfer.target(), what, null);
    }
  }

  private void transfer() {
    LegName target = LegName.agent(call.state().agents().size() + 1);
    LegName from = call.state().agent().name();
    Fact hold =
        ours(LegName.LEAD, new ControlAsked(CallControl.HOLD, call.state().controls().next()));
    know(
        ours(target, new TransferAsked(from, "user-" + target.wire(), null, random.nextBoolean())));
    know(ours(target, new FactBody.Ordered("client:" + target.wire())));
    if (!call.state().controls().isOrWillBe(CallControl.HOLD)) {
      know(hold);
    }
  }

  private boolean deadline() {
    Transfer transfer = call.state().transfer();
    boolean over =
        transfer != null
            && transfer.stage() == Transfer.Stage.RINGING
            && !PendingActions.isEnding(call);
    if (over) {
      decide(transfer.target(), TransferStep.REFUSED, Transfer.NO_ANSWER);
    }
    return over;
  }

  private void decide(LegName target, String what, String code) {
    know(ours(target, new TransferStep(what, code)));
  }

  private void send(LegAction action) {
    Command command = command(action);
    Optional<Outcome<Taken>> stale =
        StaleCommands.mayBeStale(command) ? StaleCommands.outcome(call, command) : Optional.empty();
    Outcome<Taken> outcome = stale.orElseGet(() -> atTheCarrier(action));
    if (outcome instanceof Outcome.Refused<Taken> refused) {
      know(refused(command, refused.code()));
    } else if (((Outcome.Done<Taken>) outcome).result() instanceof Taken.Accepted accepted) {
      CommandFacts.accepted(command, accepted, at()).ifPresent(this::know);
    }
  }

  private Fact refused(Command command, String code) {
    return command.kind() == Kind.JOIN
        ? CommandFacts.notJoined(call, command, code, "why", at())
        : CommandFacts.refused(command, code, "why", at());
  }

  private Outcome<Taken> atTheCarrier(LegAction action) {
    LegName leg = action.leg();
    Phone phone = phones.get(leg);
    if (phone == Phone.GONE && action.kind() != Kind.HANG_UP) {
      return new Outcome.Refused<>(CarrierPort.CALL_ENDED, "gone");
    }
    if (random.nextInt(8) == 0 && action.kind() != Kind.HANG_UP) {
      return new Outcome.Refused<>("90032", "the carrier does not want to");
    }
    switch (action.kind()) {
      case DIAL -> phones.put(leg, Phone.RINGING);
      case JOIN -> phones.put(leg, Phone.IN_CONFERENCE);
      case HANG_UP -> hangUp(leg);
      case LET_LEAVE -> mayLeave.add(leg);
      default -> {
        // nothing that a phone would notice
      }
    }
    return new Outcome.Done<>(
        new Taken.Accepted(handle(leg), null, action.kind() == Kind.JOIN ? CONFERENCE : null));
  }

  private Command command(LegAction action) {
    Instant now = at();
    return new Command(
        Tenants.AURORA,
        id(++ids),
        call.id(),
        action.kind(),
        action.leg(),
        call.details().carrier(),
        null,
        CommandPayload.control(handle(action.leg()), CONFERENCE, null, action.turn()),
        1,
        now,
        now,
        Instant.MAX);
  }

  /** What follows from a fact is stored with it. */
  private void know(Fact fact) {
    if (call.apply(fact) instanceof Transition.Applied applied) {
      call = applied.call();
      for (LegAction action : PendingActions.of(call, steered)) {
        plan(action);
      }
    }
  }

  private void plan(LegAction action) {
    LegAction dial = LegAction.of(Kind.DIAL, action.leg());
    if (action.kind() == Kind.DROP) {
      if (queue.remove(dial) || sent.add(dial)) {
        know(ours(action.leg(), new FactBody.Dropped("nobody wants it")));
      }
    } else if (action.kind() == Kind.HANG_UP ? !queue.contains(action) : sent.add(action)) {
      queue.add(action);
      boolean asked =
          call.state().controls().all().stream().anyMatch(one -> one.ordinal() == action.turn());
      if (action.kind() == Kind.RESUME && !asked) {
        String id = call.state().transfer().resumption(call.facts());
        know(
            new Fact(
                id,
                LegName.LEAD,
                null,
                at(),
                null,
                new ControlAsked(CallControl.RESUME, action.turn())));
      }
    }
  }

  private void tell(LegName leg, FactBody body) {
    untold.add(fact("told:" + ++ids, leg, body));
  }

  private Fact ours(LegName leg, FactBody body) {
    return new Fact("ours:" + ++ids, leg, null, at(), null, body);
  }

  private Fact fact(String id, LegName leg, FactBody body) {
    CarrierCallId handle = body instanceof FactBody.Ordered ? null : handle(leg);
    return new Fact(id, leg, handle, at(), null, body);
  }

  private Instant at() {
    return NOON.plusSeconds(second);
  }

  private <T> T any(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  private static CarrierCallId handle(LegName leg) {
    return new CarrierCallId("CA-" + leg.wire());
  }

  private static String id(int number) {
    return "0195a1b2-0000-7000-8000-%012d".formatted(number);
  }

  private static CallDetails details(boolean steered) {
    return new CallDetails(
        "user-ana",
        "Ana",
        "client:ana",
        Direction.OUTBOUND,
        "+551130001000",
        "+5511987654321",
        null,
        null,
        null,
        null,
        steered ? Carrier.TELNYX : Carrier.TWILIO,
        new ConnectionId("connection-1"),
        false,
        null,
        null,
        null,
        NOON);
  }
}
