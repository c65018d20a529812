package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.stage.Ids;
import dev.ramal.simulators.time.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One leg and all that is known about it. Confined to the loop. */
final class TwilioCall {
  final String sid = Ids.sid("CA");
  final TwilioAccount account;
  final String from;
  final String to;
  final String direction;
  final TwilioCall parent;
  final Fields form;
  final Script script;
  final Instant created;
  final List<Step> steps = new ArrayList<>();
  final List<Runnable> onAnswer = new ArrayList<>();
  final List<Runnable> onEnd = new ArrayList<>();

  String status = "queued";
  Instant updated;
  Instant started;
  Instant answered;
  Instant ended;
  int sequence;
  int sip = 200;
  String answeredBy;
  Integer detectionMillis;
  BigDecimal price;
  TwilioRecording recording;
  Conference conference;
  TwimlRun run;
  Integer errorCode;

  TwilioCall(
      TwilioAccount account,
      String direction,
      TwilioCall parent,
      Fields form,
      Script script,
      Instant created) {
    this.account = account;
    this.from = form.get("From");
    this.to = form.get("To");
    this.direction = direction;
    this.parent = parent;
    this.form = form;
    this.script = script;
    this.created = created;
    this.updated = created;
  }

  boolean live() {
    return ended == null;
  }

  boolean talking() {
    return live() && answered != null;
  }

  /** Seconds from answer to end, as Twilio counts them; 0 when never answered. */
  long seconds() {
    return answered == null || ended == null
        ? 0
        : Math.round(Duration.between(answered, ended).toMillis() / 1000.0);
  }

  /** A callback URL given when the call was made, or null. */
  WebhookTarget target(String urlField, String methodField) {
    String url = form.get(urlField);
    return url == null ? null : WebhookTarget.of(url, form.get(methodField));
  }

  void cancelSteps() {
    steps.forEach(Step::cancel);
    steps.clear();
  }

  boolean recorded() {
    return "true".equals(form.get("Record"));
  }
}
