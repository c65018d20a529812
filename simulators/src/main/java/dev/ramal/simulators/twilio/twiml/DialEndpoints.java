package dev.ramal.simulators.twilio.twiml;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.calls.CallLifecycle;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.recordings.RecordingWishes;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rings the numbers, softphones and SIP addresses of a Dial; the first to answer is connected. */
final class DialEndpoints {
  private final TwimlRunner runner;
  private final CallLifecycle lifecycle;
  private final TwilioRecordings recordings;

  DialEndpoints(TwimlRunner runner, CallLifecycle lifecycle, TwilioRecordings recordings) {
    this.runner = runner;
    this.lifecycle = lifecycle;
    this.recordings = recordings;
  }

  /**
   * @param done receives the Dial fields once nobody is connected any more
   */
  void ring(TwimlRun run, Twiml verb, Consumer<Fields> done) {
    List<TwilioCall> legs = new ArrayList<>();
    for (Twiml noun : verb.children().isEmpty() ? List.of(number(verb)) : verb.children()) {
      legs.add(leg(run, verb, noun));
    }
    TwilioCall[] winner = new TwilioCall[1];
    for (TwilioCall leg : legs) {
      leg.onAnswer.add(() -> answered(run, verb, leg, legs, winner));
      leg.onEnd.add(() -> ended(run, leg, legs, winner, done));
    }
    run.call.onEnd.add(() -> legs.stream().filter(TwilioCall::live).forEach(lifecycle::hangUp));
  }

  private TwilioCall leg(TwimlRun run, Twiml verb, Twiml noun) {
    String address = address(noun);
    Fields form =
        new Fields()
            .add("To", address)
            .add("From", verb.attribute("callerId", run.call.from))
            .add("Timeout", verb.attribute("timeout", "30"))
            .add("TimeLimit", verb.attribute("timeLimit", "14400"));
    String callback = noun.attributes().get("statusCallback");
    if (callback != null) {
      form.set("StatusCallback", run.resolve(callback))
          .setIfPresent("StatusCallbackMethod", noun.attributes().get("statusCallbackMethod"))
          .setIfPresent("StatusCallbackEvent", noun.attributes().get("statusCallbackEvent"));
    }
    String whisper = noun.attributes().get("url");
    TwilioCall leg = lifecycle.dial(run.call.account, "outbound-dial", run.call, form);
    if (whisper != null) {
      leg.onAnswer.add(
          () ->
              runner.fetch(
                  leg,
                  WebhookTarget.of(run.resolve(whisper), noun.attributes().get("method")),
                  null));
    }
    return leg;
  }

  private void answered(
      TwimlRun run, Twiml verb, TwilioCall leg, List<TwilioCall> legs, TwilioCall[] winner) {
    if (winner[0] != null) {
      lifecycle.hangUp(leg);
      return;
    }
    winner[0] = leg;
    legs.stream().filter(other -> other != leg).forEach(lifecycle::hangUp);
    lifecycle.answer(run.call);
    if (!"do-not-record".equals(verb.attribute("record", "do-not-record"))) {
      TwilioRecording recording =
          lifecycle.record(run.call, "DialVerb", RecordingWishes.of(verb.attributes()));
      leg.onEnd.add(() -> recordings.finish(recording));
    }
  }

  private void ended(
      TwimlRun run,
      TwilioCall leg,
      List<TwilioCall> legs,
      TwilioCall[] winner,
      Consumer<Fields> done) {
    boolean over = winner[0] == leg || legs.stream().noneMatch(TwilioCall::live);
    if (!over || !run.current() || (winner[0] != null && winner[0] != leg)) {
      return;
    }
    done.accept(
        new Fields()
            .add("DialCallStatus", leg.status)
            .add("DialCallSid", leg.sid)
            .add("DialCallDuration", String.valueOf(leg.seconds()))
            .add("DialBridged", String.valueOf(winner[0] == leg)));
  }

  private static String address(Twiml noun) {
    return switch (noun.name()) {
      case "Client" ->
          "client:"
              + noun.children().stream()
                  .filter(child -> "Identity".equals(child.name()))
                  .map(Twiml::text)
                  .findFirst()
                  .orElse(noun.text());
      default -> noun.text();
    };
  }

  private static Twiml number(Twiml dial) {
    return new Twiml("Number", java.util.Map.of(), dial.text(), List.of());
  }
}
