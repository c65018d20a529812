package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Outcome;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.stage.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Moves a leg through its life as its script says: queued, initiated, ringing, answered, ended. */
final class CallLifecycle {
  private static final Duration TO_INITIATE = Duration.ofMillis(200);
  private static final Duration TO_RING = Duration.ofMillis(500);
  private static final int DEFAULT_TIMEOUT = 60;
  private static final int DEFAULT_TIME_LIMIT = 14_400;

  private final Stage stage;
  private final CallEvents events;
  private final TwilioRecordings recordings;
  private final TwilioStore store;
  private TwimlRunner runner;

  CallLifecycle(Stage stage, CallEvents events, TwilioRecordings recordings, TwilioStore store) {
    this.stage = stage;
    this.events = events;
    this.recordings = recordings;
    this.store = store;
  }

  /** Closes the circle: what runs on answer needs the lifecycle to end the call. */
  void runsWith(TwimlRunner twimlRunner) {
    runner = twimlRunner;
  }

  /** Begins an outbound leg. */
  TwilioCall dial(TwilioAccount account, String direction, TwilioCall parent, Fields form) {
    Script script = stage.scripts().of(form.get("To"));
    TwilioCall call = new TwilioCall(account, direction, parent, form, script, stage.now());
    store.calls.put(call.sid, call);
    later(call, TO_INITIATE, () -> initiate(call));
    return call;
  }

  /** An inbound leg: the caller is on the line and hears ringing until a verb answers. */
  TwilioCall arrive(TwilioAccount account, Fields form) {
    TwilioCall call =
        new TwilioCall(
            account, "inbound", null, form, stage.scripts().of(form.get("From")), stage.now());
    call.status = "ringing";
    call.started = stage.now();
    store.calls.put(call.sid, call);
    runner.fetch(call, call.target("Url", "Method"), null);
    return call;
  }

  private void initiate(TwilioCall call) {
    call.status = "initiated";
    call.started = stage.now();
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
  void answer(TwilioCall call) {
    if (call.answered != null || !call.live()) {
      return;
    }
    call.status = "in-progress";
    call.answered = stage.now();
    events.fire(call, "answered");
    if (call.recorded()) {
      recordings.start(call, "OutboundAPI", call.form);
    }
    if (call.script.talk() != null) {
      later(call, call.script.talk(), () -> talkedEnough(call));
    }
    call.steps.add(
        stage
            .schedule()
            .background(
                Duration.ofSeconds(
                    Integer.parseInt(
                        call.form.get("TimeLimit", String.valueOf(DEFAULT_TIME_LIMIT)))),
                () -> end(call, "completed", 200)));
    if (call.parent == null && "outbound-api".equals(call.direction)) {
      MachineDetection.run(this, stage, events, call, () -> runner.begin(call));
    }
    List.copyOf(call.onAnswer).forEach(Runnable::run);
  }

  private void talkedEnough(TwilioCall call) {
    Conference conference = call.conference;
    if (conference != null && call.script.opener() && conference.openedBy(call)) {
      return;
    }
    List<TwilioCall> others = conference == null ? List.of() : conference.others(call);
    if (call.script.agentHangsUp() && !others.isEmpty()) {
      others.forEach(other -> end(other, "completed", 200));
    } else if (call.script.agentHangsUp() && call.parent != null) {
      end(call.parent, "completed", 200);
    } else {
      end(call, "completed", 200);
    }
  }

  /** Hangs a leg up for whoever asked: completed when it was answered, canceled before. */
  void hangUp(TwilioCall call) {
    if (call.answered != null) {
      end(call, "completed", 200);
    } else {
      end(call, "canceled", 487);
    }
  }

  /** Ends a leg, once; tells, frees what it held, finishes its recording and posts its price. */
  void end(TwilioCall call, String status, int sip) {
    if (!call.live()) {
      return;
    }
    call.status = status;
    call.sip = sip;
    call.ended = stage.now();
    call.cancelSteps();
    if (call.recording != null) {
      recordings.finish(call.recording);
    }
    events.fire(call, "completed");
    List.copyOf(call.onEnd).forEach(Runnable::run);
    if (call.script.priceAfter() != null) {
      stage.after(call.script.priceAfter(), () -> call.price = price(call));
    }
  }

  void later(TwilioCall call, Duration delay, Runnable action) {
    call.steps.add(
        stage
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
    BigDecimal perMinute = new BigDecimal(call.to.startsWith("+") ? "0.04500" : "0.00400");
    return perMinute.multiply(BigDecimal.valueOf((call.seconds() + 59) / 60)).negate();
  }
}
