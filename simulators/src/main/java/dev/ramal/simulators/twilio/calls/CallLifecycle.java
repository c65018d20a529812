package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.context.Prices;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Outcome;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Moves a leg through its life as its script says: queued, initiated, ringing, answered, ended. */
public final class CallLifecycle {
  private static final Duration TO_INITIATE = Duration.ofMillis(200);
  private static final Duration TO_RING = Duration.ofMillis(500);
  private static final int DEFAULT_TIMEOUT = 60;
  private static final int DEFAULT_TIME_LIMIT = 14_400;

  private final SimulatorContext context;
  private final CallEvents events;
  private final TwilioRecordings recordings;
  private final Map<String, TwilioCall> calls;
  private Instructions instructions;

  public CallLifecycle(
      SimulatorContext context,
      CallEvents events,
      TwilioRecordings recordings,
      Map<String, TwilioCall> calls) {
    this.context = context;
    this.events = events;
    this.recordings = recordings;
    this.calls = calls;
  }

  /** Closes the circle: what runs on answer needs the lifecycle to end the call. */
  public void runs(Instructions onAnswer) {
    instructions = onAnswer;
  }

  /** Begins an outbound leg. */
  public TwilioCall dial(TwilioAccount account, String direction, TwilioCall parent, Fields form) {
    Script script = context.scripts().of(form.get("To"));
    TwilioCall call = new TwilioCall(account, direction, parent, form, script, context.now());
    calls.put(call.sid, call);
    later(call, TO_INITIATE, () -> initiate(call));
    return call;
  }

  /** An inbound leg: the caller is on the line and hears ringing until a verb answers. */
  public TwilioCall arrive(TwilioAccount account, Fields form) {
    TwilioCall call =
        new TwilioCall(
            account, "inbound", null, form, context.scripts().of(form.get("From")), context.now());
    call.status = "ringing";
    call.started = context.now();
    calls.put(call.sid, call);
    instructions.begin(call);
    return call;
  }

  private void initiate(TwilioCall call) {
    call.status = "initiated";
    call.started = context.now();
    events.fire(call, "initiated");
    Outcome outcome = call.script.outcome();
    if (outcome == Outcome.FAILED) {
      later(call, TO_RING, () -> end(call, "failed", 404));
    } else {
      later(call, TO_RING, () -> ring(call));
    }
  }

  private void ring(TwilioCall call) {
    call.status = "ringing";
    events.fire(call, "ringing");
    Duration timeout =
        Duration.ofSeconds(
            Integer.parseInt(call.form.get("Timeout", String.valueOf(DEFAULT_TIMEOUT))));
    Script script = call.script;
    boolean givesUp = script.outlasts(timeout);
    later(
        call,
        script.ringing(timeout),
        () -> {
          if (givesUp) {
            end(call, "no-answer", 487);
            return;
          }
          switch (script.outcome()) {
            case ANSWER -> answer(call);
            case BUSY -> end(call, "busy", 486);
            case REJECT -> end(call, "busy", 603);
            case NO_ANSWER -> end(call, "no-answer", 487);
            case FAILED -> end(call, "failed", 404);
          }
        });
  }

  /** Picks up; everything that the answer sets off is timed from this instant. */
  public void answer(TwilioCall call) {
    if (call.answered != null || !call.live()) {
      return;
    }
    call.status = "in-progress";
    call.answered = context.now();
    events.fire(call, "answered");
    if (call.recorded()) {
      record(call, "OutboundAPI", call.form);
    }
    if (call.script.talk() != null) {
      later(call, call.script.talk(), () -> talkedEnough(call));
    }
    call.steps.add(
        context
            .schedule()
            .background(
                Duration.ofSeconds(
                    Integer.parseInt(
                        call.form.get("TimeLimit", String.valueOf(DEFAULT_TIME_LIMIT)))),
                () -> end(call, "completed", 200)));
    if (call.parent == null && "outbound-api".equals(call.direction)) {
      MachineDetection.run(this, context, events, call, () -> instructions.begin(call));
    }
    List.copyOf(call.onAnswer).forEach(Runnable::run);
  }

  private void talkedEnough(TwilioCall call) {
    Bridge bridge = call.bridge;
    if (bridge != null && call.script.opener() && bridge.openedBy(call)) {
      return;
    }
    List<TwilioCall> others = bridge == null ? List.of() : bridge.others(call);
    if (call.script.agentHangsUp() && !others.isEmpty()) {
      others.forEach(other -> end(other, "completed", 200));
    } else if (call.script.agentHangsUp() && call.parent != null) {
      end(call.parent, "completed", 200);
    } else {
      end(call, "completed", 200);
    }
  }

  /** Hangs a leg up for whoever asked: completed when it was answered, canceled before. */
  public void hangUp(TwilioCall call) {
    if (call.answered != null) {
      end(call, "completed", 200);
    } else {
      end(call, "canceled", 487);
    }
  }

  /** Ends a leg, once; tells, frees what it held, finishes its recording and posts its price. */
  public void end(TwilioCall call, String status, int sip) {
    if (!call.live()) {
      return;
    }
    call.status = status;
    call.sip = sip;
    call.ended = context.now();
    call.cancelSteps();
    if (call.recording != null) {
      recordings.finish(call.recording);
    }
    events.fire(call, "completed");
    List.copyOf(call.onEnd).forEach(Runnable::run);
    if (call.script.priceAfter() != null) {
      context.after(call.script.priceAfter(), () -> call.price = price(call));
    }
  }

  /** Records what this leg hears and says. */
  public TwilioRecording record(TwilioCall call, String source, Fields wishes) {
    call.recording = recordings.start(call.voice(), source, null, wishes);
    return call.recording;
  }

  public void later(TwilioCall call, Duration delay, Runnable action) {
    call.steps.add(
        context
            .schedule()
            .after(
                delay,
                () -> {
                  if (call.live()) {
                    action.run();
                  }
                }));
  }

  private static BigDecimal price(TwilioCall call) {
    if (call.answered == null) {
      return new BigDecimal("0.00000");
    }
    if (call.script.price() != null) {
      return new BigDecimal(call.script.price())
          .negate()
          .setScale(5, java.math.RoundingMode.HALF_UP);
    }
    return Prices.TWILIO
        .perMinute(call.to)
        .multiply(BigDecimal.valueOf((call.seconds() + 59) / 60))
        .negate();
  }
}
