package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.script.Outcome;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** Moves a leg through its life as its script says: initiated, answered, hung up. No ringing. */
final class LegLifecycle {
  private static final Duration TO_INITIATE = Duration.ofMillis(200);
  private static final Duration TO_DETECT_HUMAN = Duration.ofMillis(1800);
  private static final Duration TO_DETECT_MACHINE = Duration.ofMillis(3500);
  private static final int DEFAULT_TIMEOUT = 30;
  private static final int DEFAULT_TIME_LIMIT = 14_400;

  private final Stage stage;
  private final TelnyxWebhooks webhooks;
  private final TelnyxRecordings recordings;
  private final TelnyxStore store;

  LegLifecycle(
      Stage stage, TelnyxWebhooks webhooks, TelnyxRecordings recordings, TelnyxStore store) {
    this.stage = stage;
    this.webhooks = webhooks;
    this.recordings = recordings;
    this.store = store;
  }

  /** Begins an outbound leg. */
  Leg dial(TelnyxAccount account, JsonObject request, String sessionId) {
    Script script = stage.scripts().of(request.getString("to"));
    Leg leg = new Leg(account, request, true, sessionId, script, stage.now());
    store.legs.put(leg.controlId, leg);
    later(leg, TO_INITIATE, () -> initiated(leg));
    return leg;
  }

  /** An inbound leg, parked until it is answered or rejected. */
  Leg arrive(TelnyxAccount account, JsonObject request) {
    Script script = stage.scripts().of(request.getString("from"));
    Leg leg = new Leg(account, request, false, null, script, stage.now());
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
    webhooks.voice(
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
  void answer(Leg leg) {
    if (leg.answered != null || !leg.live()) {
      return;
    }
    leg.answered = stage.now();
    webhooks.voice(
        leg,
        "call.answered",
        leg.identityWithNumbers()
            .put("state", "answered")
            .put("start_time", TelnyxTime.voice(leg.started)));
    if ("record-from-answer".equals(leg.request.getString("record"))) {
      recordings.start(
          leg,
          leg.request.getString("record_channels", "dual"),
          leg.request.getString("record_format", "mp3"));
    }
    if (leg.script.talk() != null) {
      later(leg, leg.script.talk(), () -> talkedEnough(leg));
    }
    Duration limit =
        Duration.ofSeconds(leg.request.getInteger("time_limit_secs", DEFAULT_TIME_LIMIT));
    leg.steps.add(
        stage.schedule().background(limit, () -> end(leg, "time_limit", "unknown", "200")));
    detect(leg);
    List.copyOf(leg.onAnswer).forEach(Runnable::run);
  }

  private void detect(Leg leg) {
    String mode = leg.request.getString("answering_machine_detection", "disabled");
    if ("disabled".equals(mode)) {
      return;
    }
    String who = leg.script.amd();
    boolean machine = "machine".equals(who);
    boolean premium = "premium".equals(mode);
    String family = premium ? "call.machine.premium." : "call.machine.";
    String result =
        switch (who) {
          case "human" -> premium ? "human_residence" : "human";
          case "machine" -> "machine";
          case "fax" -> premium ? "fax_detected" : "machine";
          default -> "not_sure";
        };
    later(
        leg,
        machine ? TO_DETECT_MACHINE : TO_DETECT_HUMAN,
        () ->
            webhooks.voice(
                leg, family + "detection.ended", leg.identityWithNumbers().put("result", result)));
    if (machine && !"detect".equals(mode)) {
      later(
          leg,
          TO_DETECT_MACHINE.plusSeconds(4),
          () ->
              webhooks.voice(
                  leg,
                  family + "greeting.ended",
                  leg.identityWithNumbers().put("result", "beep_detected")));
    }
  }

  private void talkedEnough(Leg leg) {
    TelnyxConference conference = leg.conference;
    if (conference != null && leg.script.opener() && conference.openedBy(leg)) {
      return;
    }
    List<Leg> others =
        conference != null
            ? conference.others(leg)
            : leg.bridgedWith == null ? List.of() : List.of(leg.bridgedWith);
    if (leg.script.agentHangsUp() && !others.isEmpty()) {
      others.forEach(other -> end(other, "normal_clearing", "callee", "200"));
    } else {
      end(leg, "normal_clearing", leg.outgoing ? "callee" : "caller", "200");
    }
  }

  /** Hangs a leg up by command. */
  void hangUp(Leg leg) {
    if (leg.answered != null) {
      end(leg, "normal_clearing", leg.outgoing ? "caller" : "callee", "200");
    } else {
      end(leg, "originator_cancel", "caller", "487");
    }
  }

  /** Ends a leg, once; frees what it held, tells, saves its recording and posts its cost. */
  void end(Leg leg, String cause, String source, String sip) {
    if (!leg.live()) {
      return;
    }
    leg.ended = stage.now();
    leg.cancelSteps();
    List.copyOf(leg.onEnd).forEach(Runnable::run);
    webhooks.voice(
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
    recordings.stop(leg);
    Leg partner = leg.bridgedWith;
    if (partner != null) {
      leg.bridgedWith = null;
      partner.bridgedWith = null;
      end(partner, "normal_clearing", "caller", "200");
    }
    if (leg.account.callCosts() && leg.script.priceAfter() != null && leg.answered != null) {
      stage.after(leg.script.priceAfter(), () -> tellCost(leg));
    }
  }

  private void tellCost(Leg leg) {
    BigDecimal perMinute = new BigDecimal(leg.to.startsWith("+") ? "0.0200" : "0.0020");
    long seconds = leg.seconds();
    BigDecimal trunk =
        leg.script.price() != null
            ? new BigDecimal(leg.script.price())
            : perMinute
                .multiply(BigDecimal.valueOf(seconds))
                .divide(BigDecimal.valueOf(60), 4, RoundingMode.HALF_UP);
    long minute = (seconds + 59) / 60 * 60;
    BigDecimal control =
        new BigDecimal("0.0020").multiply(BigDecimal.valueOf(minute / 60)).setScale(4);
    webhooks.voice(
        leg,
        "call.cost",
        leg.identity()
            .put("status", "success")
            .put("occurred_at", TelnyxTime.voice(stage.now()))
            .put("billed_duration_secs", minute)
            .put("billing_group_id", null)
            .put("total_cost", trunk.add(control).toPlainString())
            .put(
                "cost_parts",
                new JsonArray()
                    .add(part("sip-trunking", seconds, perMinute, trunk))
                    .add(part("call-control", minute, new BigDecimal("0.0020"), control))));
  }

  private static JsonObject part(String name, long seconds, BigDecimal rate, BigDecimal cost) {
    return new JsonObject()
        .put("call_part", name)
        .put("billed_duration_secs", seconds)
        .put("rate", rate.toPlainString())
        .put("cost", cost.toPlainString())
        .put("currency", "USD");
  }

  void later(Leg leg, Duration delay, Runnable action) {
    leg.steps.add(
        stage
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
