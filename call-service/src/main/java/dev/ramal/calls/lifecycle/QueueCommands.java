package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Detection;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundVoice;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.PendingActions.LegAction;
import dev.ramal.calls.call.RecordingEvidence;
import dev.ramal.calls.call.Transfer;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.Command.Detect;
import dev.ramal.calls.commands.CommandJobs;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.CallProgress.StrayLeg;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.CallControl;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that calls need as they stand. Naming one twice stores nothing twice. */
@ApplicationScoped
public class QueueCommands {
  private static final Duration LINGERING = Duration.ofSeconds(Detection.LINGERING);
  private static final String TOO_LATE = "the call ended first";

  private final CommandJobs commands;
  private final DialingConfig config;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;
  private final VoiceDeadlines deadlines;
  private final CallerJobs callers;
  private final ShowInstead showNumbers;
  private final Clock clock;

  QueueCommands(
      CommandJobs commands,
      DialingConfig config,
      VoiceSettingsRepository settings,
      Carriers carriers,
      VoiceDeadlines deadlines,
      CallerJobs callers,
      ShowInstead showNumbers,
      Clock clock) {
    this.commands = commands;
    this.config = config;
    this.settings = settings;
    this.carriers = carriers;
    this.deadlines = deadlines;
    this.callers = callers;
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
    private void add(Call call, Fact fact) {
      facts.computeIfAbsent(CallRef.of(call), key -> new ArrayList<>()).add(fact);
    }
  }

  /** An action that a call needs. */
  private record Needed(Call call, LegAction action) {}

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
              needed.forEach(one -> plan(planned, one, voices, shown));
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
    return commands.job(call, CommandJobs.dial(call, leg), dialPayload(call, leg, null));
  }

  /** The job that sends keys to the lead's side; only the job knows them. */
  public NewJob keys(Call call, int ordinal, String digits) {
    LegAction action = LegAction.of(CallControl.DTMF, LegName.LEAD, ordinal);
    return commands.job(call, action, controlPayload(call, action, digits));
  }

  /**
   * The job that says to a caller who waits how long it will take.
   *
   * @param turn which, from 2; the first is one that the call needs by itself
   */
  public NewJob holdOn(Call call, int turn, String words) {
    LegAction action = new LegAction(LegAction.Kind.HOLD_ON, LegName.LEAD, turn);
    return commands.job(call, action, CommandPayload.say(handle(call, action), words));
  }

  private static CommandPayload controlPayload(Call call, LegAction action, String digits) {
    return CommandPayload.control(
        handle(call, action), call.state().conferenceId(), digits, action.turn());
  }

  private static List<Call> dialled(List<Needed> needed) {
    return needed.stream()
        .filter(one -> one.action().kind() == LegAction.Kind.DIAL)
        .map(Needed::call)
        .distinct()
        .toList();
  }

  private void plan(
      Planned planned,
      Needed needed,
      Map<TenantId, VoiceSettings> voices,
      Map<CallRef, E164> shown) {
    Call call = needed.call();
    LegAction action = needed.action();
    CommandPayload payload =
        switch (action.kind()) {
          case DIAL -> dialPayload(call, action.leg(), shown.get(CallRef.of(call)));
          case ANNOUNCE -> announcement(planned, call, action, voices.get(call.tenant()));
          case ASK -> question(planned, call, action);
          case WHISPER -> whisper(planned, call, action);
          case LEAVE_MESSAGE -> message(planned, call, action);
          case WAIT -> waiting(planned, call, action);
          case RECORD -> CommandPayload.record(evidence(call), handle(call, action));
          case JOIN -> joinPayload(call, action);
          case HOLD_ON, GREET, DISMISS -> words(planned, call, action);
          case TAKE_MESSAGE -> recorded(planned, call, action);
          case HANG_UP, ANSWER, REDIRECT -> CommandPayload.leg(handle(call, action));
          case HOLD, MUTE, UNMUTE, LET_LEAVE, PAUSE_RECORDING, RESUME_RECORDING ->
              controlPayload(call, action, null);
          case RESUME -> resumption(planned, call, action);
          case SEND_DIGITS, DROP -> null;
        };
    if (payload != null) {
      NewJob job = commands.job(call, action, payload);
      planned.jobs().add(lingers(call, action) ? job.dueIn(LINGERING) : job);
    }
    if (action.kind() == LegAction.Kind.DIAL && action.leg() == LegName.LEAD) {
      FactBody ordered = new FactBody.Ordered(call.details().leadNumber());
      planned.add(call, fact("ordered", action, ordered));
    }
  }

  /** What ends a transfer was asked for by nobody: that it is asked for is a fact with its job. */
  private CommandPayload resumption(Planned planned, Call call, LegAction action) {
    HandOver.resumption(call, action, clock.instant()).ifPresent(fact -> planned.add(call, fact));
    return controlPayload(call, action, null);
  }

  /** A machine that is let go, unless somebody does not want to wait. */
  private static boolean lingers(Call call, LegAction action) {
    CallState now = call.state();
    return action.equals(LegAction.of(LegAction.Kind.HANG_UP, LegName.LEAD))
        && now.detection().lingers()
        && !PendingActions.isEnding(call);
  }

  /** That these words are being said is a fact once the command is stored. */
  private CommandPayload announcement(
      Planned planned, Call call, LegAction action, VoiceSettings voice) {
    String words = voice.words(Prompt.RECORDING_DISCLAIMER);
    planned.jobs().add(deadlines.untold(call, words));
    planned.add(call, fact("announcing", action, new FactBody.Announcing(words, Prompt.LANGUAGE)));
    return CommandPayload.say(handle(call, action), words);
  }

  private CommandPayload question(Planned planned, Call call, LegAction action) {
    planned.jobs().add(deadlines.unanswered(call));
    return CommandPayload.say(handle(call, action), Prompt.CONSENT_QUESTION.words());
  }

  /** What a caller hears of whom we take care; when nobody says that it was said, time does. */
  private CommandPayload words(Planned planned, Call call, LegAction action) {
    String words = InboundVoice.words(call, action.kind()).words();
    planned.jobs().add(callers.unsaid(call, action.kind(), words));
    return CommandPayload.say(handle(call, action), words);
  }

  private CommandPayload recorded(Planned planned, Call call, LegAction action) {
    planned.jobs().add(callers.messageOver(call));
    return CommandPayload.leg(handle(call, action));
  }

  private CommandPayload whisper(Planned planned, Call call, LegAction action) {
    String words = call.state().whisper().text();
    planned.jobs().add(deadlines.unwhispered(call, words));
    planned.add(call, fact("whispering", action, new FactBody.Whispering()));
    return CommandPayload.say(handle(call, action), words);
  }

  private CommandPayload message(Planned planned, Call call, LegAction action) {
    String words = call.state().detection().message();
    planned.jobs().add(deadlines.unsaid(call, words));
    planned.add(call, named(FactBody.LeavingMessage.ID, action, new FactBody.LeavingMessage()));
    return CommandPayload.say(handle(call, action), words);
  }

  /** Nothing is sent: somebody is to tell who picked up, or that the greeting is over. */
  private CommandPayload waiting(Planned planned, Call call, LegAction action) {
    if (call.state().detection().endsTalk()) {
      planned.jobs().add(deadlines.unbeeped(call));
      planned.add(call, named(FactBody.GreetingAwaited.ID, action, new FactBody.GreetingAwaited()));
    } else {
      planned.jobs().add(deadlines.undetected(call));
    }
    return null;
  }

  private static RecordingEvidence evidence(Call call) {
    return call.state().recording().proof().orElseThrow();
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

  private Uni<Void> withdraw(Sql sql, List<Needed> needed, Planned planned) {
    return Multi.createFrom()
        .iterable(needed)
        .filter(one -> one.action().kind() == LegAction.Kind.DROP)
        .onItem()
        .transformToUniAndConcatenate(
            one ->
                queuedOnce(sql, one.call(), one.action().leg())
                    .chain(
                        () -> commands.withdrawDial(sql, one.call(), one.action().leg(), TOO_LATE))
                    .invoke(
                        done -> {
                          if (done) {
                            FactBody dropped = new FactBody.Dropped(TOO_LATE);
                            planned.add(one.call(), fact("dropped", one.action(), dropped));
                          }
                        }))
        .onItem()
        .ignoreAsUni();
  }

  /** A dial that waits for the lead to be held may be withdrawn before it was a job. */
  private Uni<Void> queuedOnce(Sql sql, Call call, LegName leg) {
    Transfer transfer = call.state().transfer();
    return transfer != null && transfer.target() == leg && transfer.asked().consult()
        ? commands.queued(sql, dial(call, leg))
        : Uni.createFrom().voidItem();
  }

  private Fact fact(String what, LegAction action, FactBody body) {
    return named(what + ":" + action.leg().wire(), action, body);
  }

  private Fact named(String id, LegAction action, FactBody body) {
    return new Fact(id, action.leg(), null, clock.instant(), null, body);
  }

  /**
   * @param shown instead of our number, where that may not be; else null
   */
  private CommandPayload dialPayload(Call call, LegName leg, E164 shown) {
    boolean lead = leg == LegName.LEAD;
    LegState known = call.state().leg(leg);
    String agent = known == null ? call.details().agentAddress() : known.address();
    String to = lead ? call.details().leadNumber() : agent;
    return CommandPayload.dial(
            to,
            shown == null || !E164.isValid(to) ? E164.of(call.details().ourNumber()) : shown,
            rings(call, leg))
        .detecting(lead ? detect(call.state().detection()) : null);
  }

  private int rings(Call call, LegName leg) {
    return call.facts().stream()
        .filter(fact -> fact.leg() == leg && fact.body() instanceof FactBody.Offered)
        .map(fact -> ((FactBody.Offered) fact.body()).ringSeconds())
        .findFirst()
        .orElseGet(
            () ->
                (int) (leg == LegName.LEAD ? config.leadRings() : config.agentRings()).toSeconds());
  }

  private static Detect detect(Detection detection) {
    return detection.terms() == null
        ? null
        : new Detect(detection.isAsync(), detection.untilBeep());
  }

  private static CommandPayload joinPayload(Call call, LegAction action) {
    return CommandPayload.join(handle(call, action), call.state().conferenceId());
  }

  private static CarrierCallId handle(Call call, LegAction action) {
    return call.state().leg(action.leg()).carrierCallId();
  }
}
