package dev.ramal.calls.dialing;

import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.commands.DialRefusals;
import dev.ramal.calls.dialing.ChooseRoute.ChosenRoute;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
    Agent agent =
        own
            ? new Agent(scope.userId(), scope.name(), scope.username())
            : new Agent(request.agentId(), null, null);
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
                .chain(wanted -> place(sql, scope, request, agent, wanted)));
  }

  /**
   * Which account and caller id the call takes. Chosen where the key is claimed, so that a repeated
   * click gets the first answer whatever was reconfigured since.
   */
  private Wanted wanted(
      AccessScope scope, DialRequest request, Agent agent, E164 to, DialTerms terms) {
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
    return new Wanted(chosen, to, record, detection, request.whisper(), terms);
  }

  private static MachineDetection detection(DialRequest request, VoiceSettings voice) {
    return request.machineDetection() == null
        ? voice.machineDetection()
        : MachineDetection.find(request.machineDetection());
  }

  private Uni<Answer> place(
      SqlTransaction sql, AccessScope scope, DialRequest request, Agent agent, Wanted wanted) {
    TenantId tenant = scope.tenant();
    DialTerms terms = wanted.terms();
    Found found =
        terms
            .permission()
            .from(wanted.chosen().route().from())
            .by(agent.id(), request.campaignId());
    return Uni.combine()
        .all()
        .unis(
            permission.beforeCall(sql, tenant, found),
            guard.check(sql, tenant, agent.id(), wanted.to(), terms.voice().callsPerAgent()))
        .with(
            (judgement, engaged) ->
                judgement
                    .verdict()
                    .denial()
                    .map(
                        rule ->
                            store.denied(
                                sql, tenant, details(request, agent, wanted), judgement, rule))
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
                              details(request, agent, wanted),
                              wanted.chosen().route(),
                              wanted.calling(),
                              judgement,
                              terms.agent().told() && !engaged);
                        }));
  }

  private CallDetails details(DialRequest request, Agent agent, Wanted wanted) {
    Route route = wanted.chosen().route();
    return new CallDetails(
        agent.id(),
        agent.name(),
        wanted.chosen().address(),
        Direction.OUTBOUND,
        route.from(),
        wanted.to().value(),
        request.contactId(),
        request.dealId(),
        request.campaignId(),
        request.priority(),
        route.carrier(),
        route.connectionId(),
        wanted.record(),
        route.aMinute(),
        request.notes(),
        null,
        wanted.terms().permission().input().at());
  }

  /**
   * Whose phone rings first.
   *
   * @param name and username: null for another agent than the caller
   */
  private record Agent(String id, String name, String username) {
    /** By what the softphone is called. */
    String user(DialTerms terms) {
      return Stream.of(username, terms.agent().username(), id)
          .filter(Objects::nonNull)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Where a call goes and how.
   *
   * @param record whether it may be recorded
   * @param detection whether the carrier is to find out who picks up
   */
  private record Wanted(
      ChosenRoute chosen,
      E164 to,
      boolean record,
      MachineDetection detection,
      String whisper,
      DialTerms terms) {
    /** On which terms it is made: those that hold now. */
    List<FactBody> calling() {
      VoiceSettings voice = terms.voice();
      List<FactBody> calling = new ArrayList<>();
      if (record) {
        calling.add(new FactBody.RecordingAsked(voice.consent(), voice.connectUnrecorded()));
      }
      if (voice.whisper() && whisper != null && !whisper.isBlank()) {
        calling.add(new FactBody.WhisperAsked(whisper.strip()));
      }
      if (detection != MachineDetection.OFF) {
        boolean drops = voice.onMachine() == OnMachine.VOICEMAIL_DROP;
        calling.add(
            new FactBody.DetectionAsked(
                detection, voice.onMachine(), drops ? voice.voicemailMessage() : null));
      }
      return calling;
    }
  }
}
