package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.script.Outcome;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Moves a leg through its life as its script says: initiated, answered, hung up. No ringing. */
public final class LegLifecycle {
  private static final Duration TO_INITIATE = Duration.ofMillis(200);
  private static final Duration TO_DETECT_HUMAN = Duration.ofMillis(1800);
  private static final Duration TO_DETECT_MACHINE = Duration.ofMillis(3500);
  private static final int DEFAULT_TIMEOUT = 30;
  private static final int DEFAULT_TIME_LIMIT = 14_400;

  private final SimulatorContext context;
  private final LegEvents events;
  private Recorder recorder;
  private final LegStore store;

  public LegLifecycle(SimulatorContext context, LegEvents events, LegStore store) {
    this.context = context;
    this.events = events;
    this.store = store;
  }

  /** Closes the circle: recordings tell about the leg that they record. */
  public void records(Recorder recordings) {
    recorder = recordings;
  }

  /** Begins an outbound leg. */
  public Leg dial(TelnyxAccount account, JsonObject request, String sessionId) {
    Script script = context.scripts().of(request.getString("to"));
    Leg leg = new Leg(account, request, true, sessionId, script, context.now());
    store.legs.put(leg.controlId, leg);
    later(leg, TO_INITIATE, () -> initiated(leg));
    return leg;
  }

  /** An inbound leg, parked until it is answered or rejected. */
  public Leg arrive(TelnyxAccount account, JsonObject request) {
    Script script = context.scripts().of(request.getString("from"));
    Leg leg = new Leg(account, request, false, null, script, context.now());
    store.legs.put(leg.controlId, leg);
    tellInitiated(leg);
    return leg;
  }

  private void initiated(Leg leg) {
    tellInitiated(leg);
    Duration timeout = Duration.ofSeconds(leg.request.getInteger("timeout_secs", DEFAULT_TIMEOUT));
    boolean givesUp = leg.script.outlasts(timeout);
    Duration wait =
        leg.script.outcome() == Outcome.FAILED
            ? Duration.ofMillis(500)
            : leg.script.ringing(timeout);
    later(
        leg,
        wait,
        () -> {
          if (givesUp) {
            noAnswer(leg);
            return;
          }
          switch (leg.script.outcome()) {
            case ANSWER -> answer(leg);
            case BUSY -> end(leg, "user_busy", "callee", "486");
            case REJECT -> end(leg, "call_rejected", "callee", "603");
            case NO_ANSWER -> noAnswer(leg);
            case FAILED -> end(leg, "not_found", "unknown", "404");
          }
        });
  }

  private void tellInitiated(Leg leg) {
    events.tell(
        leg,
        "call.initiated",
        leg.identityWithNumbers()
            .put("direction", leg.outgoing ? "outgoing" : "incoming")
            .put("state", leg.outgoing ? "bridging" : "parked")
            .put("start_time", TelnyxTime.voice(leg.started)));
  }

  private void noAnswer(Leg leg) {
    boolean retried = leg.request.getBoolean("retry_on_timeout", true);
    end(leg, retried ? "timeout" : "no_answer", "unknown", retried ? "487" : "480");
  }

  /** Picks up; everything that the answer sets off is timed from this instant. */
  public void answer(Leg leg) {
    if (leg.answered != null || !leg.live()) {
      return;
    }
    leg.answered = context.now();
    events.tell(
        leg,
        "call.answered",
        leg.identityWithNumbers()
            .put("state", "answered")
            .put("start_time", TelnyxTime.voice(leg.started)));
    if ("record-from-answer".equals(leg.request.getString("record"))) {
      recorder.start(
          leg,
          leg.request.getString("record_channels", "dual"),
          leg.request.getString("record_format", "mp3"),
          leg.request.getBoolean("transcription", false));
    }
    if (leg.script.talk() != null) {
      later(leg, leg.script.talk(), () -> talkedEnough(leg));
    }
    Duration limit =
        Duration.ofSeconds(leg.request.getInteger("time_limit_secs", DEFAULT_TIME_LIMIT));
    leg.steps.add(
        context.schedule().background(limit, () -> end(leg, "time_limit", "unknown", "200")));
    detect(leg);
    List.copyOf(leg.onAnswer).forEach(Runnable::run);
  }

  private void detect(Leg leg) {
    String mode = leg.request.getString("answering_machine_detection", "disabled");
    if ("disabled".equals(mode)) {
      return;
    }
    String who = leg.script.amd();
    boolean machine = leg.script.isMachine();
    boolean premium = "premium".equals(mode);
    String family = premium ? "call.machine.premium." : "call.machine.";
    String result =
        switch (who) {
          case "human" -> premium ? "human_residence" : "human";
          case "machine", "machine-silent" -> "machine";
          case "fax" -> premium ? "fax_detected" : "machine";
          default -> "not_sure";
        };
    later(
        leg,
        machine ? TO_DETECT_MACHINE : TO_DETECT_HUMAN,
        () ->
            events.tell(
                leg, family + "detection.ended", leg.identityWithNumbers().put("result", result)));
    String greeting = greetingEnd(leg.script, mode);
    if (greeting != null) {
      later(
          leg,
          TO_DETECT_MACHINE.plusSeconds(4),
          () ->
              events.tell(
                  leg,
                  family + "greeting.ended",
                  leg.identityWithNumbers().put("result", greeting)));
    }
  }

  /** Null where nothing is told of it. */
  private static String greetingEnd(Script script, String mode) {
    if (!script.isMachine() || "detect".equals(mode)) {
      return null;
    }
    if (script.beeps()) {
      return "beep_detected";
    }
    return switch (mode) {
      case "premium" -> "no_beep_detected";
      case "detect_beep" -> null;
      default -> "ended";
    };
  }

  private void talkedEnough(Leg leg) {
    Bridge bridge = leg.bridge;
    if (bridge != null && leg.script.opener() && bridge.openedBy(leg)) {
      return;
    }
    List<Leg> others =
        bridge != null
            ? bridge.others(leg)
            : leg.bridgedWith == null ? List.of() : List.of(leg.bridgedWith);
    if (leg.script.agentHangsUp() && !others.isEmpty()) {
      others.forEach(other -> end(other, "normal_clearing", "callee", "200"));
    } else {
      end(leg, "normal_clearing", leg.outgoing ? "callee" : "caller", "200");
    }
  }

  /** Hangs a leg up by command. */
  public void hangUp(Leg leg) {
    if (leg.answered != null) {
      end(leg, "normal_clearing", leg.outgoing ? "caller" : "callee", "200");
    } else {
      end(leg, "originator_cancel", "caller", "487");
    }
  }

  /** Ends a leg, once; frees what it held, tells, saves its recording and posts its cost. */
  public void end(Leg leg, String cause, String source, String sip) {
    if (!leg.live()) {
      return;
    }
    leg.ended = context.now();
    leg.cancelSteps();
    List.copyOf(leg.onEnd).forEach(Runnable::run);
    events.tell(
        leg,
        "call.hangup",
        leg.identityWithNumbers()
            .put("state", "hangup")
            .put("start_time", TelnyxTime.voice(leg.started))
            .put("end_time", TelnyxTime.voice(leg.ended))
            .put("hangup_cause", cause)
            .put("hangup_source", source)
            .put("sip_hangup_cause", sip)
            .put(
                "call_quality_stats", leg.answered == null ? null : new JsonObject(leg.quality())));
    recorder.stop(leg);
    Leg partner = leg.bridgedWith;
    if (partner != null) {
      leg.bridgedWith = null;
      partner.bridgedWith = null;
      end(partner, "normal_clearing", "caller", "200");
    }
    if (leg.script.priceAfter() != null && leg.answered != null) {
      context.after(leg.script.priceAfter(), () -> rate(leg));
    }
  }

  private void rate(Leg leg) {
    leg.rated = true;
    if (!leg.account.callCosts()) {
      return;
    }
    events.tell(
        leg,
        "call.cost",
        LegCost.of(leg).webhook(leg).put("occurred_at", TelnyxTime.voice(context.now())));
  }

  public void later(Leg leg, Duration delay, Runnable action) {
    leg.steps.add(
        context
            .schedule()
            .after(
                delay,
                () -> {
                  if (leg.live()) {
                    action.run();
                  }
                }));
  }
}
