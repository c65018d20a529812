package dev.ramal.simulators.twilio.twiml;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.calls.CallLifecycle;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.conferences.Conferences;
import dev.ramal.simulators.twilio.recordings.RecordingWishes;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.time.Duration;
import java.util.Map;

/** What each verb makes a call do. */
final class TwimlVerbs {
  private static final int CHARACTERS_PER_SECOND = 15;
  private static final int LEAVE_A_MESSAGE_SECONDS = 8;

  private final SimulatorContext context;
  private final TwimlRunner runner;
  private final CallLifecycle lifecycle;
  private final Conferences conferences;
  private final TwilioRecordings recordings;
  private final DialEndpoints dial;

  TwimlVerbs(
      SimulatorContext context,
      TwimlRunner runner,
      CallLifecycle lifecycle,
      Conferences conferences,
      TwilioRecordings recordings) {
    this.context = context;
    this.runner = runner;
    this.lifecycle = lifecycle;
    this.conferences = conferences;
    this.recordings = recordings;
    this.dial = new DialEndpoints(runner, lifecycle, recordings);
  }

  void execute(TwimlRun run, Twiml verb) {
    boolean answers = !"Reject".equals(verb.name()) && !"Redirect".equals(verb.name());
    if (answers && "inbound".equals(run.call.direction) && !answersOnBridge(verb)) {
      lifecycle.answer(run.call);
    }
    switch (verb.name()) {
      case "Say" -> {
        run.call.heard.add("said " + verb.text());
        pause(run, spoken(verb.text()).multipliedBy(loops(verb)));
      }
      case "Play" -> pause(run, Duration.ofSeconds(4L * loops(verb)));
      case "Pause" ->
          pause(run, Duration.ofSeconds(Integer.parseInt(verb.attribute("length", "1"))));
      case "Hangup" -> lifecycle.hangUp(run.call);
      case "Reject" ->
          lifecycle.end(
              run.call, "busy".equals(verb.attribute("reason", "")) ? "busy" : "no-answer", 603);
      case "Redirect" -> runner.fetch(run.call, target(run, verb.text(), verb), null);
      case "Dial" -> dial(run, verb);
      case "Gather" -> gather(run, verb);
      case "Record" -> record(run, verb);
      default -> run.next();
    }
  }

  /** A call without further verbs is hung up; a callee whose whisper is over is connected. */
  void runOut(TwimlRun run) {
    if (run.then != null) {
      run.then.run();
    } else if (run.call.parent == null) {
      lifecycle.hangUp(run.call);
    }
  }

  void leave(TwilioCall call) {
    call.run.stop();
    conferences.leave(call);
  }

  private void dial(TwimlRun run, Twiml verb) {
    Twiml noun = verb.children().isEmpty() ? null : verb.children().get(0);
    if (noun == null || !"Conference".equals(noun.name())) {
      dial.ring(run, verb, result -> dialed(run, verb, result));
      return;
    }
    String record = verb.attribute("record", "do-not-record");
    if (!"do-not-record".equals(record) && run.call.recording == null) {
      lifecycle.record(run.call, "DialVerb", RecordingWishes.of(verb.attributes()));
    }
    Map<String, String> attributes = new java.util.LinkedHashMap<>(noun.attributes());
    attributes.computeIfPresent("statusCallback", (unused, url) -> run.resolve(url));
    attributes.computeIfPresent("waitUrl", (unused, url) -> run.resolve(url));
    attributes.computeIfPresent("recordingStatusCallback", (unused, url) -> run.resolve(url));
    conferences.join(
        run.call,
        noun.text(),
        attributes,
        () -> dialed(run, verb, new Fields().add("DialCallStatus", "answered")));
  }

  private void dialed(TwimlRun run, Twiml verb, Fields result) {
    if (!run.current()) {
      return;
    }
    String action = verb.attributes().get("action");
    if (action == null) {
      run.next();
    } else {
      runner.fetch(run.call, target(run, action, verb), result);
    }
  }

  private void gather(TwimlRun run, Twiml verb) {
    Duration spoken = Duration.ZERO;
    for (Twiml child : verb.children()) {
      spoken =
          spoken.plus("Say".equals(child.name()) ? spoken(child.text()) : Duration.ofSeconds(2));
    }
    String keys = run.call.script.digits();
    boolean always = "true".equals(verb.attribute("actionOnEmptyResult", "false"));
    Duration wait =
        keys == null
            ? Duration.ofSeconds(Long.parseLong(verb.attribute("timeout", "5")))
            : Duration.ofSeconds(1);
    later(
        run,
        spoken.plus(wait),
        () -> {
          if (keys == null && !always) {
            run.next();
          } else {
            Fields pressed =
                new Fields().add("Digits", keys == null ? "" : keys).add("FinishedOnKey", "");
            runner.fetch(run.call, target(run, verb.attributes().get("action"), verb), pressed);
          }
        });
  }

  private void record(TwimlRun run, Twiml verb) {
    int longest = Integer.parseInt(verb.attribute("maxLength", "3600"));
    Duration length = Duration.ofSeconds(Math.min(longest, LEAVE_A_MESSAGE_SECONDS));
    TwilioRecording recording =
        lifecycle.record(run.call, "RecordVerb", RecordingWishes.of(verb.attributes()));
    later(
        run,
        length,
        () -> {
          recordings.finish(recording);
          Fields result =
              new Fields()
                  .add("RecordingUrl", recordings.url(recording))
                  .add("RecordingSid", recording.sid)
                  .add("RecordingDuration", String.valueOf(recording.seconds()))
                  .add("Digits", "hangup");
          runner.fetch(run.call, target(run, verb.attributes().get("action"), verb), result);
        });
  }

  private void pause(TwimlRun run, Duration length) {
    later(run, length, run::next);
  }

  private void later(TwimlRun run, Duration delay, Runnable action) {
    Runnable step =
        () -> {
          if (run.current()) {
            action.run();
          }
        };
    run.steps.add(
        run.then == null
            ? context.schedule().after(delay, step)
            : context.schedule().background(delay, step));
  }

  private static WebhookTarget target(TwimlRun run, String url, Twiml verb) {
    return WebhookTarget.of(run.resolve(url), verb.attributes().get("method"));
  }

  private static boolean answersOnBridge(Twiml verb) {
    return "Dial".equals(verb.name()) && "true".equals(verb.attribute("answerOnBridge", "false"));
  }

  private static Duration spoken(String text) {
    return Duration.ofSeconds(1 + text.length() / CHARACTERS_PER_SECOND);
  }

  private static int loops(Twiml verb) {
    return Math.max(1, Integer.parseInt(verb.attribute("loop", "1")));
  }
}
