package dev.ramal.calls.call;

import dev.ramal.calls.call.Call.Transition.Applied;
import dev.ramal.calls.call.Call.Transition.Ignored;
import dev.ramal.calls.call.Call.Transition.NotYet;
import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call: its details and the set of facts about it. Immutable; what it amounts to is kept. */
public final class Call {
  public static final int NEVER_ENDED = -1;

  /**
   * A real call has some ten facts. Each new one costs reading all that are there, and whoever can
   * sign events for an account of their own could send them without end.
   */
  static final int MOST_SIDE_FACTS = 300;

  static final int MOST_FACTS = 400;

  /** What was asked for must be settled, too, and the carrier tells of it by the way. */
  private static final int MOST_BEFORE_CONTROLS = 240;

  private final CallId id;
  private final TenantId tenant;
  private final CallDetails details;
  private final List<Fact> facts;
  private final int revision;
  private final CallState state;

  /**
   * @param facts without repeats, in any order
   * @param revision of the last CallEnded that was announced; -1 before the first
   */
  public Call(CallId id, TenantId tenant, CallDetails details, List<Fact> facts, int revision) {
    this(id, tenant, details, facts.stream().sorted(Fact.ORDER).toList(), revision, null);
  }

  private Call(
      CallId id,
      TenantId tenant,
      CallDetails details,
      List<Fact> sorted,
      int revision,
      CallState state) {
    this.id = id;
    this.tenant = tenant;
    this.facts = sorted;
    this.revision = revision;
    CallDetails routed = ChosenRoutes.last(sorted).map(details::going).orElse(details);
    this.state = state == null ? CallState.of(routed, sorted) : state;
    CallDetails served =
        routed
            .begunNoLaterThan(Placement.begin(sorted, this.state.lead()))
            .servedBy(this.state.inbound());
    this.details =
        this.state
            .transfers()
            .toAgent()
            .map(done -> served.takenOverBy(done, this.state.leg(done.target()).address()))
            .orElse(served);
  }

  public CallId id() {
    return id;
  }

  public TenantId tenant() {
    return tenant;
  }

  public CallDetails details() {
    return details;
  }

  /** Sorted by the carrier's order, without repeats. */
  public List<Fact> facts() {
    return facts;
  }

  /** Of the last CallEnded that was announced; -1 before the first. */
  public int revision() {
    return revision;
  }

  /** A new outbound call whose agent leg is to be dialled. */
  public static Applied request(CallId id, TenantId tenant, CallDetails details) {
    return request(id, tenant, details, List.of());
  }

  /**
   * The same.
   *
   * @param terms on which it is made, each once: of its recording, of a whisper, of the detection
   *     of machines
   */
  public static Applied request(
      CallId id, TenantId tenant, CallDetails details, List<FactBody> terms) {
    return request(id, tenant, details, null, terms);
  }

  /**
   * The same.
   *
   * @param route which way it goes, and why; null where nobody chose
   */
  public static Applied request(
      CallId id, TenantId tenant, CallDetails details, Route route, List<FactBody> terms) {
    List<Fact> facts = new ArrayList<>();
    FactBody order = new FactBody.Ordered(details.agentAddress(), route);
    facts.add(new Fact("ordered:agent", LegName.AGENT, null, details.requestedAt(), null, order));
    for (FactBody term : terms) {
      facts.add(Fact.ofTerm(term, details.requestedAt()));
    }
    Call call = new Call(id, tenant, details, facts, NEVER_ENDED);
    return new Applied(call, List.of(CallEvents.requested(call)));
  }

  /** A new call that must not be made. */
  public static Applied deny(
      CallId id, TenantId tenant, CallDetails details, String rule, String evidence) {
    Fact denial =
        new Fact(
            "denied", null, null, details.requestedAt(), null, new FactBody.Denied(rule, evidence));
    Call call = new Call(id, tenant, details, List.of(denial), NEVER_ENDED);
    return new Applied(call, List.of(CallEvents.denied(call, rule, evidence)));
  }

  /** A call that somebody else started and a carrier told us of; no fact of it is applied yet. */
  public static Call inbound(CallId id, TenantId tenant, CallDetails details) {
    return new Call(id, tenant, details, List.of(), NEVER_ENDED);
  }

  public CallState state() {
    return state;
  }

  public CallStatus status() {
    return state().status();
  }

  /** Whether a carrier that asks was given the words for the machine, and says them. */
  public boolean hearsMessage() {
    return facts.stream().anyMatch(fact -> fact.id().equals(FactBody.Aside.HEARS_MESSAGE));
  }

  /** A fact that is part of the call. */
  public Fact fact(String factId) {
    return facts.stream().filter(known -> known.id().equals(factId)).findFirst().orElseThrow();
  }

  /** What carriers charge for its legs, as far as they have told; empty for several currencies. */
  public Optional<Money> cost() {
    List<Money> legs =
        state.legs().stream()
            .filter(leg -> leg.cost() != null)
            .map(leg -> leg.cost().money().orElseThrow())
            .toList();
    return legs.stream().map(Money::currency).distinct().count() == 1
        ? legs.stream().reduce(Money::plus)
        : Optional.empty();
  }

  /** Which way the call goes, and why; empty where nobody chose. */
  public Optional<Route> route() {
    return ChosenRoutes.last(facts).map(FactBody.Ordered::route);
  }

  /** Each way that was tried, the first one first. */
  public List<Route> routes() {
    return ChosenRoutes.all(facts).map(FactBody.Ordered::route).toList();
  }

  /**
   * The order to dial the agent another way.
   *
   * @param address of the agent there
   */
  public Fact orderedAnew(String address, Route route, Instant now) {
    FactBody order = new FactBody.Ordered(address, route);
    return new Fact(
        "ordered:agent:" + (routes().size() + 1), LegName.AGENT, null, now, null, order);
  }

  /** Adds a fact. The result depends on the set of facts only, never on the order of arrival. */
  public Transition apply(Fact fact) {
    if (facts.stream().anyMatch(known -> known.id().equals(fact.id()))) {
      return new Ignored("seen before");
    }
    CallState before = state;
    if (before.status() == CallStatus.DENIED) {
      return new Ignored("the call was denied");
    }
    if (fact.body() instanceof FactBody.Denied) {
      return new Ignored("a call is denied before it starts or not at all");
    }
    if (before.over() && isIntent(fact)) {
      return new Ignored("the call is over");
    }
    if (facts.size() >= (fact.body().movesState() ? MOST_FACTS : MOST_SIDE_FACTS)) {
      return new Ignored("the call has more facts than any call needs");
    }
    Fact placed = Placement.of(fact, details.direction(), before);
    if (!placed.concernsCall() && placed.leg() == null) {
      return new NotYet("no leg of the call has this handle yet");
    }
    List<Fact> more = new ArrayList<>(facts);
    more.add(placed);
    return announced(before, new Call(id, tenant, details, more, revision));
  }

  /** What a person writes on a call; after the end it corrects what was announced. */
  public Applied annotate(String notes, String disposition, String campaignId) {
    Call annotated =
        new Call(id, tenant, details.annotated(notes, disposition, campaignId), facts, revision);
    return correct(annotated);
  }

  private Applied announced(CallState before, Call after) {
    List<Record> events = new ArrayList<>(CallEvents.progress(this, before, after));
    Applied ended = correct(after);
    events.addAll(ended.events());
    return new Applied(ended.call(), events);
  }

  /** Announces the end, or its correction when what was announced is no longer true. */
  private Applied correct(Call after) {
    if (!after.state.over()) {
      return new Applied(after, List.of());
    }
    int next = revision + 1;
    CallEnded ended = CallEvents.ended(after, next);
    if (state.over() && ended.equals(CallEvents.ended(this, next))) {
      return new Applied(after, List.of());
    }
    Call revised = new Call(id, tenant, after.details, after.facts, next, after.state);
    return new Applied(revised, List.of(ended));
  }

  private static boolean isIntent(Fact fact) {
    return fact.body() instanceof FactBody.Ordered
        || fact.body() instanceof FactBody.Offered
        || fact.body() instanceof FactBody.Routed
        || fact.body() instanceof FactBody.HangupAsked
        || fact.body() instanceof FactBody.ControlAsked
        || fact.body() instanceof FactBody.TransferAsked;
  }

  /**
   * Whether there is room for one more thing to be asked for; there always is for taking back what
   * was done to somebody, and for keeping off the file what does not belong there.
   */
  public boolean mayBeAsked(CallControl control) {
    boolean always =
        control == CallControl.RESUME
            || control == CallControl.UNMUTE
            || control == CallControl.PAUSE_RECORDING;
    return always || facts.size() < MOST_BEFORE_CONTROLS;
  }

  /** When anything last happened, by the carrier's clock or ours. */
  public Instant lastFactAt() {
    return facts.isEmpty() ? details.requestedAt() : facts.get(facts.size() - 1).at();
  }

  /** What became of a fact. */
  public sealed interface Transition {
    /**
     * The fact is part of the call now.
     *
     * @param events in the order in which they must be published; often none
     */
    record Applied(Call call, List<Record> events) implements Transition {
      public Applied {
        events = List.copyOf(events);
      }
    }

    /** The fact changes nothing and will never change anything. */
    record Ignored(String reason) implements Transition {}

    /** The fact cannot be placed before something else has arrived. */
    record NotYet(String reason) implements Transition {}
  }
}
