package dev.ramal.calls.dialing;

import dev.ramal.calls.commands.DialRefusals;
import dev.ramal.calls.dialing.ChooseRoute.ChosenRoute;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Takes a click: the call, the command to dial the agent and the answer become one transaction. No
 * carrier is asked here. A person waits for each journey to Postgres: there are three, one that
 * claims the key and reads, one that takes the agent's turn, one that stores and commits.
 */
@ApplicationScoped
class DialCall {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/calls";

  private final Idempotency idempotency;
  private final ReadDialTerms readDialTerms;
  private final CheckAgent checkAgent;
  private final ChooseRoute chooseRoute;
  private final GuardAgent guard;
  private final DialRefusals refusals;
  private final CheckPermission permission;
  private final StoreClick store;

  DialCall(
      Idempotency idempotency,
      ReadDialTerms readDialTerms,
      CheckAgent checkAgent,
      ChooseRoute chooseRoute,
      GuardAgent guard,
      DialRefusals refusals,
      CheckPermission permission,
      StoreClick store) {
    this.idempotency = idempotency;
    this.readDialTerms = readDialTerms;
    this.checkAgent = checkAgent;
    this.chooseRoute = chooseRoute;
    this.guard = guard;
    this.refusals = refusals;
    this.permission = permission;
    this.store = store;
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
    boolean own = request.agentId() == null || request.agentId().equals(scope.userId());
    if (!own && !scope.managesAll()) {
      throw DialProblems.notYourPhone();
    }
    CallingAgent agent = own ? CallingAgent.of(scope) : CallingAgent.other(request.agentId());
    List<Carrier> carriers =
        request.carrier() == null ? Carrier.known() : List.of(Carrier.of(request.carrier()));
    return idempotency.once(
        scope.tenant(),
        ENDPOINT,
        key,
        scope.userId() + EventJson.write(request),
        sql ->
            readDialTerms.read(
                sql,
                scope.tenant(),
                agent.id(),
                request.campaignId(),
                request.from() != null,
                to,
                carriers),
        (sql, terms) ->
            checkAgent
                .check(sql, scope, agent.id(), terms.agent())
                .map(known -> wanted(scope, request, agent, to, terms))
                .chain(wanted -> place(sql, scope, wanted)));
  }

  /**
   * Which account and caller id the call takes. Chosen where the key is claimed, so that a repeated
   * click gets the first answer whatever was reconfigured since.
   */
  private WantedCall wanted(
      AccessScope scope, DialRequest request, CallingAgent agent, E164 to, DialTerms terms) {
    if (terms.callsItself(to)) {
      throw DialProblems.ownNumber(to);
    }
    VoiceSettings voice = terms.voice();
    boolean record = request.record() == null ? voice.record() : request.record();
    if (record != voice.record() && !scope.managesAll()) {
      throw DialProblems.notYoursToRecord(voice.record());
    }
    MachineDetection detection = detection(request, voice);
    if (detection != voice.machineDetection() && !scope.managesAll()) {
      throw DialProblems.notYoursToDetect(voice.machineDetection());
    }
    ChosenRoute chosen =
        chooseRoute.choose(
            scope.tenant(), request, agent.user(terms), to, terms.paidBy(agent.id(), request));
    return new WantedCall(request, agent, to, chosen, record, detection, terms);
  }

  private static MachineDetection detection(DialRequest request, VoiceSettings voice) {
    return request.machineDetection() == null
        ? voice.machineDetection()
        : MachineDetection.find(request.machineDetection());
  }

  private Uni<Answer> place(SqlTransaction sql, AccessScope scope, WantedCall wanted) {
    TenantId tenant = scope.tenant();
    DialTerms terms = wanted.terms();
    Found found =
        terms
            .permission()
            .from(wanted.chosen().route().from())
            .by(wanted.agent().id(), wanted.request().campaignId());
    return Uni.combine()
        .all()
        .unis(
            permission.beforeCall(sql, tenant, found),
            guard.check(
                sql, tenant, wanted.agent().id(), wanted.to(), terms.voice().callsPerAgent()))
        .with(
            (judgement, engaged) ->
                judgement
                    .verdict()
                    .denial()
                    .map(rule -> store.denied(sql, tenant, wanted.details(), judgement, rule))
                    .orElseGet(
                        () -> {
                          wanted
                              .chosen()
                              .shown()
                              .counted()
                              .ifPresent(one -> sql.withCommit(one.count(sql)));
                          return store.taken(
                              sql,
                              tenant,
                              wanted.details(),
                              wanted.chosen().route(),
                              wanted.calling(),
                              judgement,
                              terms.agent().told() && !engaged);
                        }));
  }
}
