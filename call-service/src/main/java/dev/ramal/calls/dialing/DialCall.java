package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.commands.DialRefusals;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.QueueCommands;
import dev.ramal.calls.lifecycle.StoreCalls;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.Money;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Destinations;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes a click: the call, the command to dial the agent and the answer become one transaction. No
 * carrier is asked here.
 */
@ApplicationScoped
class DialCall {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/calls";

  private final Idempotency idempotency;
  private final VoiceSettingsRepository settings;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final GuardAgent guard;
  private final AgentRepository agents;
  private final CostEstimates estimates;
  private final QueueCommands commands;
  private final StoreCalls store;
  private final Clock clock;
  private final DialRefusals refusals;

  DialCall(
      Idempotency idempotency,
      VoiceSettingsRepository settings,
      CarrierAccounts accounts,
      Carriers carriers,
      GuardAgent guard,
      AgentRepository agents,
      CostEstimates estimates,
      QueueCommands commands,
      StoreCalls store,
      Clock clock,
      DialRefusals refusals) {
    this.idempotency = idempotency;
    this.settings = settings;
    this.accounts = accounts;
    this.carriers = carriers;
    this.guard = guard;
    this.agents = agents;
    this.estimates = estimates;
    this.commands = commands;
    this.store = store;
    this.clock = clock;
    this.refusals = refusals;
  }

  /**
   * @param key of the client for this click; null when the client does not care about doubles
   */
  Uni<Response> dial(AccessScope scope, DialRequest request, String key) {
    return Uni.createFrom()
        .deferred(() -> place(scope, request, key))
        .onFailure(ProblemException.class)
        .invoke(refusal -> refusals.byUs(((ProblemException) refusal).problem().code()));
  }

  private Uni<Response> place(AccessScope scope, DialRequest request, String key) {
    E164 to =
        DialableNumber.of(request.to())
            .orElseThrow(() -> DialProblems.badNumber("to", request.to()));
    if (request.agentId() != null
        && !request.agentId().equals(scope.userId())
        && !scope.managesAll()) {
      throw DialProblems.notYourPhone();
    }
    return idempotency.once(
        scope.tenant(),
        ENDPOINT,
        key,
        scope.userId() + EventJson.write(request),
        session ->
            route(session, scope, request, to)
                .chain(route -> place(session, scope, request, route)));
  }

  /**
   * Which account and caller id the call takes. Chosen where the key is claimed, so that a repeated
   * click gets the first answer whatever was reconfigured since.
   */
  private Uni<Route> route(
      Mutiny.Session session, AccessScope scope, DialRequest request, E164 to) {
    return settings
        .of(session, scope.tenant())
        .chain(voice -> route(session, scope, request, to, voice));
  }

  private Uni<Route> route(
      Mutiny.Session session,
      AccessScope scope,
      DialRequest request,
      E164 to,
      VoiceSettings voice) {
    Carrier carrier = request.carrier() == null ? voice.carrier() : Carrier.of(request.carrier());
    boolean record = request.record() == null ? voice.record() : request.record();
    if (record != voice.record() && !scope.managesAll()) {
      return Uni.createFrom().failure(DialProblems.notYoursToRecord(voice.record()));
    }
    refuseWhatIsNotReached(to, carrier);
    return accounts
        .forTenant(session, scope.tenant(), carrier)
        .map(account -> account.orElseThrow(() -> DialProblems.noConnection(carrier)))
        .map(
            account ->
                new Route(
                    account,
                    callerId(account, request),
                    to,
                    record ? terms(voice) : null,
                    voice.callsPerAgent()));
  }

  /** Before the agent's phone rings for nothing. */
  private void refuseWhatIsNotReached(E164 to, Carrier carrier) {
    DestinationClass destination = Destinations.ofCall(to.value());
    if (!carriers.of(carrier).reaches(destination)) {
      throw DialProblems.notReached(to, carrier, carriers.reaching(destination));
    }
  }

  private static FactBody.RecordingAsked terms(VoiceSettings voice) {
    return new FactBody.RecordingAsked(voice.consent(), voice.connectUnrecorded());
  }

  private static E164 callerId(CarrierAccount account, DialRequest request) {
    if (request.from() == null) {
      return account.defaultNumber().orElseThrow(DialProblems::noNumbers);
    }
    if (!E164.isValid(request.from())) {
      throw DialProblems.badNumber("from", request.from());
    }
    E164 from = E164.of(request.from());
    if (!account.owns(from)) {
      throw DialProblems.notOurNumber(from, account.numbers());
    }
    return from;
  }

  private Uni<Answer> place(
      Mutiny.Session session, AccessScope scope, DialRequest request, Route route) {
    Carrier carrier = route.account().carrier();
    boolean own = request.agentId() == null || request.agentId().equals(scope.userId());
    String agentId = own ? scope.userId() : request.agentId();
    return guard
        .check(session, scope.tenant(), agentId, route.to(), route.callsPerAgent())
        .chain(
            () ->
                agents.addressOf(
                    session, scope.tenant(), agentId, own ? scope.username() : agentId, carrier))
        .chain(
            address ->
                estimates
                    .aMinute(session, carrier, route.to())
                    .map(
                        cost ->
                            details(
                                request,
                                route,
                                agentId,
                                own ? scope.name() : null,
                                address,
                                cost.orElse(null))))
        .chain(details -> store(session, scope, details, route.recording()))
        .map(call -> Answer.created(URI.create("/api/calls/" + call.id()), DialledCall.of(call)));
  }

  private Uni<Call> store(
      Mutiny.Session session,
      AccessScope scope,
      CallDetails details,
      FactBody.RecordingAsked recording) {
    CallId id = CallId.of(UuidV7.next().toString());
    Transition.Applied asked = Call.request(id, scope.tenant(), details, recording);
    return store
        .add(Sql.of(session), asked, commands.dial(asked.call(), LegName.AGENT))
        .replaceWith(asked.call());
  }

  private CallDetails details(
      DialRequest request,
      Route route,
      String agentId,
      String agentName,
      String agentAddress,
      Money estimatedCost) {
    return new CallDetails(
        agentId,
        agentName,
        Objects.requireNonNull(agentAddress),
        Direction.OUTBOUND,
        route.from().value(),
        route.to().value(),
        request.contactId(),
        request.dealId(),
        request.campaignId(),
        request.priority(),
        route.account().carrier(),
        new ConnectionId(route.account().connectionId()),
        route.recording() != null,
        estimatedCost,
        request.notes(),
        null,
        clock.instant());
  }

  /**
   * Where a call goes and how.
   *
   * @param recording on which terms it may be recorded; null where it is not to be
   * @param callsPerAgent how many calls its agent may have at one time; 0 for any number
   */
  private record Route(
      CarrierAccount account,
      E164 from,
      E164 to,
      FactBody.RecordingAsked recording,
      int callsPerAgent) {}
}
