package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.api.PhoneNumbers;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What each command makes a leg do. */
public final class Commands {
  private static final int CHARACTERS_PER_SECOND = 15;
  private static final int LONGEST_SPEECH = 3000;

  private final SimulatorContext context;
  private final LegEvents events;
  private final LegLifecycle lifecycle;
  private final Recorder recorder;
  private final LegStore store;

  public Commands(
      SimulatorContext context,
      LegEvents events,
      LegLifecycle lifecycle,
      Recorder recorder,
      LegStore store) {
    this.context = context;
    this.events = events;
    this.lifecycle = lifecycle;
    this.recorder = recorder;
    this.store = store;
  }

  public void run(Leg leg, String action, JsonObject body) {
    switch (action) {
      case "answer" -> lifecycle.answer(leg);
      case "hangup" -> lifecycle.hangUp(leg);
      case "reject" -> reject(leg, body);
      case "bridge" -> bridge(leg, other(leg, body.getString("call_control_id")));
      case "transfer" -> transfer(leg, body);
      case "speak" -> speak(leg, body);
      case "playback_start" -> play(leg, body);
      case "playback_stop" -> quieten(leg);
      case "gather", "gather_using_speak", "gather_using_audio" -> gather(leg, action, body);
      case "record_start" -> record(leg, body);
      case "record_stop" -> recorder.stop(leg);
      case "record_pause" -> onRecording(recorder.pause(leg));
      case "record_resume" -> onRecording(recorder.resume(leg));
      case "enqueue" -> enqueue(leg, body);
      case "leave_queue" -> leaveQueue(leg);
      case "send_dtmf" -> sendDigits(leg, body);
      default -> {
        // accepted; nothing that the application could see follows
      }
    }
  }

  /** What Telnyx says of any other call is not published: assumed. */
  private void reject(Leg leg, JsonObject body) {
    if (leg.outgoing || leg.answered != null) {
      throw TelnyxErrors.unprocessable("Only an incoming call that rings can be rejected", null);
    }
    DialCheck.oneOf(body, "cause", List.of("CALL_REJECTED", "USER_BUSY"));
    boolean busy = "USER_BUSY".equals(body.getString("cause"));
    lifecycle.end(leg, busy ? "user_busy" : "call_rejected", "callee", busy ? "486" : "603");
  }

  private Leg other(Leg leg, String controlId) {
    Leg other = store.legs.get(controlId);
    if (other == null || other == leg) {
      throw TelnyxErrors.badControlId();
    }
    if (!other.live()) {
      throw TelnyxErrors.ended();
    }
    return other;
  }

  private void bridge(Leg leg, Leg other) {
    leaveQueue(leg);
    leaveQueue(other);
    leg.bridgedWith = other;
    other.bridgedWith = leg;
    events.tell(leg, "call.bridged", leg.identityWithNumbers());
    events.tell(other, "call.bridged", other.identityWithNumbers());
  }

  private void transfer(Leg leg, JsonObject body) {
    String to = body.getString("to");
    if (!to.startsWith("sip") && !PhoneNumbers.isNumber(to)) {
      throw TelnyxErrors.error(
          422, "10016", "Phone number must be in +E.164 format", "to is not a number", "/to");
    }
    JsonObject request = body.copy().put("from", body.getString("from", leg.to));
    request.remove("client_state");
    request.put("client_state", body.getString("target_leg_client_state"));
    if (!request.containsKey("webhook_url")) {
      request.put("webhook_url", leg.webhookUrl);
    }
    Leg target = lifecycle.dial(leg.account, request, leg.sessionId);
    target.onAnswer.add(
        () -> {
          if (leg.live()) {
            bridge(leg, target);
          }
        });
  }

  private void speak(Leg leg, JsonObject body) {
    if (body.getString("payload").length() > LONGEST_SPEECH) {
      throw TelnyxErrors.unprocessable("payload is limited to 3000 characters", "/payload");
    }
    if (body.containsKey("stop")) {
      quieten(leg);
    }
    if (leg.music != null) {
      return; // it waits behind what never ends
    }
    leg.heard.add("said " + body.getString("payload"));
    events.tell(leg, "call.speak.started", leg.identity());
    leg.speechOver =
        finishing(
            leg, speech(body), "call.speak.ended", new JsonObject().put("status", "completed"));
  }

  private static Duration speech(JsonObject body) {
    return Duration.ofSeconds(1 + body.getString("payload").length() / CHARACTERS_PER_SECOND);
  }

  private void play(Leg leg, JsonObject body) {
    JsonObject media = new JsonObject().put("overlay", body.getBoolean("overlay", false));
    if (body.containsKey("audio_url")) {
      media.put("media_url", body.getString("audio_url"));
    } else {
      media.put("media_name", body.getString("media_name"));
    }
    leg.heard.add("audio " + body.getString("audio_url", body.getString("media_name")));
    events.tell(leg, "call.playback.started", leg.identity().mergeIn(media));
    if ("infinity".equals(body.getValue("loop"))) {
      leg.music = media;
      return;
    }
    finishing(
        leg, Duration.ofSeconds(4), "call.playback.ended", media.copy().put("status", "completed"));
  }

  /** Of speech, too, Telnyx knows no other end than completed while the leg is there: assumed. */
  private void quieten(Leg leg) {
    leg.speechOver.run();
    if (leg.music != null) {
      JsonObject ended = leg.music.copy().put("status", "cancelled");
      leg.music = null;
      events.tell(leg, "call.playback.ended", leg.identity().mergeIn(ended));
    }
  }

  /** The time-out counts from the last word; a key may be pressed while it is said. */
  private void gather(Leg leg, String action, JsonObject body) {
    String keys = leg.script.digits();
    Duration spoken =
        "gather_using_speak".equals(action) && keys == null ? speech(body) : Duration.ZERO;
    if (keys != null) {
      lifecycle.later(
          leg,
          Duration.ofMillis(1500),
          () ->
              events.tell(
                  leg,
                  "call.dtmf.received",
                  leg.identityWithNumbers().put("digit", keys.substring(0, 1))));
    }
    Duration wait =
        keys != null
            ? Duration.ofSeconds(2)
            : Duration.ofMillis(body.getInteger("timeout_millis", 60_000));
    JsonObject result =
        new JsonObject()
            .put("from", leg.from)
            .put("to", leg.to)
            .put("digits", keys == null ? "" : keys)
            .put("status", keys == null ? "timeout" : "valid");
    finishing(leg, spoken.plus(wait), "call.gather.ended", result);
  }

  /**
   * An event at the end of something; told as call_hangup when the leg ends before.
   *
   * @return tells it now, unless it is told already
   */
  private Runnable finishing(Leg leg, Duration length, String event, JsonObject result) {
    boolean[] told = new boolean[1];
    Consumer<JsonObject> end =
        how -> {
          if (!told[0]) {
            told[0] = true;
            events.tell(leg, event, leg.identity().mergeIn(result).mergeIn(how));
          }
        };
    leg.onEnd.add(() -> end.accept(new JsonObject().put("status", "call_hangup")));
    Runnable over = () -> end.accept(new JsonObject());
    lifecycle.later(leg, length, over);
    return over;
  }

  private void record(Leg leg, JsonObject body) {
    DialCheck.oneOf(body, "channels", List.of("single", "dual"));
    DialCheck.oneOf(body, "format", List.of("wav", "mp3"));
    recorder.start(
        leg,
        body.getString("channels"),
        body.getString("format"),
        body.getBoolean("transcription", false));
  }

  private static void sendDigits(Leg leg, JsonObject body) {
    String digits = body.getString("digits");
    if (!digits.matches("[0-9A-D*#wW]+")) {
      throw TelnyxErrors.unprocessable("digits are 0-9, A-D, *, #, w and W", "/digits");
    }
    int millis = body.getInteger("duration_millis", 250);
    if (millis < 100 || millis > 500) {
      throw TelnyxErrors.unprocessable("duration_millis is 100 to 500", "/duration_millis");
    }
    leg.heard.add("digits " + digits);
  }

  /** Which of its codes Telnyx has for it is not known. */
  private static void onRecording(boolean found) {
    if (!found) {
      throw TelnyxErrors.unprocessable("No recording of this call is in progress", null);
    }
  }

  private void enqueue(Leg leg, JsonObject body) {
    if (leg.queue != null) {
      throw TelnyxErrors.error(
          422, "90038", "Call already in queue", "The call is already in a queue.", null);
    }
    String queue = body.getString("queue_name");
    leg.queue = queue;
    long position =
        store.legs.values().stream().filter(one -> one.live() && queue.equals(one.queue)).count();
    events.tell(
        leg,
        "call.enqueued",
        leg.identity()
            .put("queue", queue)
            .put("current_position", position)
            .put("queue_avg_wait_time_secs", 0));
    java.time.Instant since = context.now();
    leg.onEnd.add(() -> dequeued(leg, since, "hangup"));
  }

  private void leaveQueue(Leg leg) {
    if (leg.queue != null) {
      dequeued(leg, context.now(), "leave");
    }
  }

  private void dequeued(Leg leg, java.time.Instant since, String reason) {
    if (leg.queue == null) {
      return;
    }
    String queue = leg.queue;
    leg.queue = null;
    events.tell(
        leg,
        "call.dequeued",
        leg.identity()
            .put("queue", queue)
            .put("queue_position", 1)
            .put("reason", reason)
            .put("wait_time_secs", Duration.between(since, context.now()).toSeconds()));
  }
}
