package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.Transfer;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.commands.CommandJobs;
import dev.ramal.calls.lifecycle.CallProgress.StrayLeg;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.CallControl;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.JobKey;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that calls need as they stand. Naming one twice stores nothing twice. */
@ApplicationScoped
public class QueueCommands {
  private static final String TOO_LATE = "the call ended first";

  private final CommandJobs commands;
  private final PlanCommand plans;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;
  private final ShowInstead showNumbers;
  private final Clock clock;

  QueueCommands(
      CommandJobs commands,
      PlanCommand plans,
      VoiceSettingsRepository settings,
      Carriers carriers,
      ShowInstead showNumbers,
      Clock clock) {
    this.commands = commands;
    this.plans = plans;
    this.settings = settings;
    this.carriers = carriers;
    this.showNumbers = showNumbers;
    this.clock = clock;
  }

  /**
   * What calls need.
   *
   * @param jobs to be stored
   * @param facts that are true once they are stored, by call
   */
  record Planned(List<NewJob> jobs, Map<CallRef, List<Fact>> facts) {
    void add(Call call, Fact fact) {
      facts.computeIfAbsent(CallRef.of(call), key -> new ArrayList<>()).add(fact);
    }
  }

  /** An action that a call needs. */
  record Needed(Call call, LegAction action) {}

  /** Plans for calls that this transaction has locked; withdraws dials that nobody wants. */
  Uni<Planned> plan(Sql sql, List<Call> calls) {
    List<Needed> needed = new ArrayList<>();
    Planned planned = new Planned(new ArrayList<>(), new HashMap<>());
    for (Call call : calls) {
      HandOver.done(call, clock.instant()).ifPresent(fact -> planned.add(call, fact));
      PendingActions.of(call, isSteeredByCommand(call))
          .forEach(action -> needed.add(new Needed(call, action)));
    }
    if (needed.isEmpty()) {
      return Uni.createFrom().item(planned);
    }
    return Uni.combine()
        .all()
        .unis(voices(sql, needed), showNumbers.instead(sql, dialled(needed)))
        .with(
            (voices, shown) -> {
              needed.forEach(one -> plans.add(planned, one, voices, shown));
              return planned;
            })
        .chain(() -> withdraw(sql, needed, planned))
        .replaceWith(planned);
  }

  /** What ends legs of calls that go another way by now. */
  List<NewJob> endStrays(Stream<StrayLeg> strays) {
    return strays
        .filter(stray -> stray.handle() != null)
        .map(stray -> commands.endStray(stray.call(), stray.way(), stray.leg(), stray.handle()))
        .toList();
  }

  private boolean isSteeredByCommand(Call call) {
    Carrier carrier = call.details().carrier();
    return carrier != null && carriers.of(carrier).steeredByCommand();
  }

  /** The job that dials a leg. */
  public NewJob dial(Call call, LegName leg) {
    return commands.job(call, CommandJobs.dial(call, leg), plans.dial(call, leg, null));
  }

  /** The job that sends keys to the lead's side; only the job knows them. */
  public NewJob keys(Call call, int ordinal, String digits) {
    LegAction action = LegAction.of(CallControl.DTMF, LegName.LEAD, ordinal);
    return commands.job(call, action, PlanCommand.control(call, action, digits));
  }

  /**
   * The job that says to a caller who waits how long it will take.
   *
   * @param turn which, from 2; the first is one that the call needs by itself
   */
  public NewJob holdOn(Call call, int turn, String words) {
    LegAction action = new LegAction(LegAction.Kind.HOLD_ON, LegName.LEAD, turn);
    return commands.job(call, action, PlanCommand.toCaller(call, action, words));
  }

  private static List<Call> dialled(List<Needed> needed) {
    return needed.stream()
        .filter(one -> one.action().kind() == LegAction.Kind.DIAL)
        .map(Needed::call)
        .distinct()
        .toList();
  }

  /** The settings of the organizations whose calls have something to say. */
  private Uni<Map<TenantId, VoiceSettings>> voices(Sql sql, List<Needed> needed) {
    Set<TenantId> speaking =
        needed.stream()
            .filter(one -> one.action().kind() == LegAction.Kind.ANNOUNCE)
            .map(one -> one.call().tenant())
            .collect(Collectors.toSet());
    return speaking.isEmpty() ? Uni.createFrom().item(Map.of()) : settings.of(sql, speaking);
  }

  /** All at once: of those that are being sent, or were, nothing is told. */
  private Uni<Void> withdraw(Sql sql, List<Needed> needed, Planned planned) {
    Map<JobKey, Needed> unwanted = new LinkedHashMap<>();
    needed.stream()
        .filter(one -> one.action().kind() == LegAction.Kind.DROP)
        .forEach(one -> unwanted.put(CommandJobs.dialKey(one.call(), one.action().leg()), one));
    if (unwanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<NewJob> unqueued =
        unwanted.values().stream()
            .filter(QueueCommands::mayBeUnqueued)
            .map(one -> dial(one.call(), one.action().leg()))
            .toList();
    return commands
        .queued(sql, unqueued)
        .chain(() -> commands.withdraw(sql, unwanted.keySet(), TOO_LATE))
        .invoke(
            withdrawn ->
                withdrawn.forEach(key -> plans.dropped(planned, unwanted.get(key), TOO_LATE)))
        .replaceWithVoid();
  }

  /** A dial that waits for the lead to be held may be withdrawn before it was a job. */
  private static boolean mayBeUnqueued(Needed dropped) {
    Transfer transfer = dropped.call().state().transfer();
    return transfer != null
        && transfer.target() == dropped.action().leg()
        && transfer.asked().consult();
  }
}
