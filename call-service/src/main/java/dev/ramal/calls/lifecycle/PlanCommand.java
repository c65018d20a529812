package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Detection;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundVoice;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingEvidence;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.Command.Detect;
import dev.ramal.calls.commands.CommandJobs;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.QueueCommands.Needed;
import dev.ramal.calls.lifecycle.QueueCommands.Planned;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.NewJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What one command needs to know, and what is true of its call once the command is stored. */
@ApplicationScoped
class PlanCommand {
  private static final Duration LINGERING = Duration.ofSeconds(Detection.LINGERING);

  private final CommandJobs commands;
  private final DialingConfig config;
  private final VoiceDeadlines deadlines;
  private final CallerJobs callers;
  private final Clock clock;

  PlanCommand(
      CommandJobs commands,
      DialingConfig config,
      VoiceDeadlines deadlines,
      CallerJobs callers,
      Clock clock) {
    this.commands = commands;
    this.config = config;
    this.deadlines = deadlines;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Its job, and the facts that are true once that is stored.
   *
   * @param voices of the organizations whose calls have something to say
   * @param shown instead of our number, where that may not be
   */
  void add(
      Planned planned,
      Needed needed,
      Map<TenantId, VoiceSettings> voices,
      Map<CallRef, E164> shown) {
    Call call = needed.call();
    LegAction action = needed.action();
    CommandPayload payload =
        switch (action.kind()) {
          case DIAL -> dial(call, action.leg(), shown.get(CallRef.of(call)));
          case ANNOUNCE -> announcement(planned, call, action, voices.get(call.tenant()));
          case ASK -> question(planned, call, action);
          case WHISPER -> whisper(planned, call, action);
          case LEAVE_MESSAGE -> message(planned, call, action);
          case WAIT -> waiting(planned, call, action);
          case RECORD -> CommandPayload.record(evidence(call), handle(call, action));
          case JOIN -> joinPayload(call, action);
          case HOLD_ON, GREET, DISMISS -> words(planned, call, action);
          case TAKE_MESSAGE -> recorded(planned, call, action);
          case HANG_UP, ANSWER, REJECT, REDIRECT -> CommandPayload.leg(handle(call, action));
          case HOLD, MUTE, UNMUTE, LET_LEAVE, PAUSE_RECORDING, RESUME_RECORDING ->
              control(call, action, null);
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
    return control(call, action, null);
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
    return toCaller(call, action, words);
  }

  /** Who waits hears music behind the words, but for whoever is on hold: that is music already. */
  static CommandPayload toCaller(Call call, LegAction action, String words) {
    boolean music =
        action.kind() == LegAction.Kind.HOLD_ON && !call.state().leg(action.leg()).joined();
    return music
        ? CommandPayload.sayBeforeMusic(handle(call, action), words)
        : CommandPayload.say(handle(call, action), words);
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

  /** A dial was withdrawn before it was sent. */
  void dropped(Planned planned, Needed needed, String why) {
    planned.add(needed.call(), fact("dropped", needed.action(), new FactBody.Dropped(why)));
  }

  static CommandPayload control(Call call, LegAction action, String digits) {
    return CommandPayload.control(
        handle(call, action), call.state().conferenceId(), digits, action.turn());
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
  CommandPayload dial(Call call, LegName leg, E164 shown) {
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
    String conference = call.state().conferenceId();
    boolean music = call.details().direction() == Direction.INBOUND && !action.leg().isAgent();
    return music
        ? CommandPayload.joinFromMusic(handle(call, action), conference)
        : CommandPayload.join(handle(call, action), conference);
  }

  static CarrierCallId handle(Call call, LegAction action) {
    return call.state().leg(action.leg()).carrierCallId();
  }
}
