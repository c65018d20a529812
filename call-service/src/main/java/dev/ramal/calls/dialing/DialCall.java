package dev.ramal.calls.dialing;

import dev.ramal.calls.advancing.OrderSteps;
import dev.ramal.calls.advancing.TellEvents;
import dev.ramal.calls.agents.Agents;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegName;
import dev.ramal.calls.call.Verdict;
import dev.ramal.calls.connections.Accounts;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsStore;
import dev.ramal.calls.store.CallStore;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.ids.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes a click: the call, the intent to dial the agent and the answer become one transaction. No
 * carrier is asked here.
 */
@ApplicationScoped
class DialCall {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/calls";

  private final Idempotency idempotency;
  private final VoiceSettingsStore settings;
  private final Accounts accounts;
  private final Agents agents;
  private final CostEstimates estimates;
  private final CallStore calls;
  private final OrderSteps orders;
  private final TellEvents tell;
  private final Clock clock;

  DialCall(
      Idempotency idempotency,
      VoiceSettingsStore settings,
      Accounts accounts,
      Agents agents,
      CostEstimates estimates,
      CallStore calls,
      OrderSteps orders,
      TellEvents tell,
      Clock clock) {
    this.idempotency = idempotency;
    this.settings = settings;
    this.accounts = accounts;
    this.agents = agents;
    this.estimates = estimates;
    this.calls = calls;
    this.orders = orders;
    this.tell = tell;
    this.clock = clock;
  }

  /**
   * @param key of the client for this click; null when the client does not care about doubles
   */
  Uni<Response> run(Dialler dialler, DialRequest request, String key) {
    E164 to = number("to", request.to());
    if (request.agentId() != null
        && !request.agentId().equals(dialler.userId())
        && !dialler.mayDialForOthers()) {
      throw DialProblems.notYourPhone();
    }
    return idempotency.once(
        dialler.tenant(),
        ENDPOINT,
        key,
        dialler.userId() + EventJson.write(request),
        session ->
            route(session, dialler, request, to)
                .chain(route -> place(session, dialler, request, route)));
  }

  /**
   * Which account and caller id the call takes. Chosen where the key is claimed, so that a repeated
   * click gets the first answer whatever was reconfigured since.
   */
  private Uni<Route> route(Mutiny.Session session, Dialler dialler, DialRequest request, E164 to) {
    return settings
        .of(session, dialler.tenant())
        .chain(voice -> route(session, dialler, request, to, voice));
  }

  private Uni<Route> route(
      Mutiny.Session session, Dialler dialler, DialRequest request, E164 to, VoiceSettings voice) {
    Carrier carrier = request.carrier() == null ? voice.carrier() : Carrier.of(request.carrier());
    boolean record = request.record() == null ? voice.record() : request.record();
    if (record != voice.record() && !dialler.mayChooseRecording()) {
      return Uni.createFrom().failure(DialProblems.notYoursToRecord(voice.record()));
    }
    return accounts
        .forTenant(session, dialler.tenant(), carrier)
        .map(account -> account.orElseThrow(() -> DialProblems.noConnection(carrier)))
        .map(account -> new Route(account, callerId(account, request), to, record));
  }

  private static E164 callerId(CarrierAccount account, DialRequest request) {
    if (request.from() == null) {
      return account.defaultNumber().orElseThrow(DialProblems::noNumbers);
    }
    E164 from = number("from", request.from());
    if (!account.owns(from)) {
      throw DialProblems.notOurNumber(from, account.numbers());
    }
    return from;
  }

  private Uni<Answer> place(
      Mutiny.Session session, Dialler dialler, DialRequest request, Route route) {
    Carrier carrier = route.account().carrier();
    boolean own = request.agentId() == null || request.agentId().equals(dialler.userId());
    String agentId = own ? dialler.userId() : request.agentId();
    return agents
        .addressOf(session, dialler.tenant(), agentId, own ? dialler.username() : agentId, carrier)
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
                                own ? dialler.name() : null,
                                address,
                                cost.orElse(null))))
        .chain(details -> store(session, dialler, details))
        .map(call -> Answer.created(URI.create("/api/calls/" + call.id()), DialledCall.of(call)));
  }

  private Uni<Call> store(Mutiny.Session session, Dialler dialler, CallDetails details) {
    CallId id = CallId.of(UuidV7.next().toString());
    Verdict.Applied asked = Call.request(id, dialler.tenant(), details);
    return calls
        .add(session, asked.call())
        .chain(() -> orders.dial(session, asked.call(), LegName.AGENT))
        .chain(() -> tell.run(session, asked.call(), asked.events(), null))
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
        route.account().connectionId(),
        route.record(),
        estimatedCost,
        request.notes(),
        null,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static E164 number(String field, String given) {
    if (!E164.isValid(given)) {
      throw DialProblems.badNumber(field, given);
    }
    return E164.of(given);
  }

  /** Where a call goes and how. */
  private record Route(CarrierAccount account, E164 from, E164 to, boolean record) {}
}
