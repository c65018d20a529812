package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.time.Step;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One leg and all that is known about it. Confined to the loop. */
public final class TwilioCall {
  public final String sid = Ids.sid("CA");
  public final TwilioAccount account;
  public final String from;
  public final String to;
  public final String direction;
  public final TwilioCall parent;
  public final Fields form;
  public final Script script;
  public final Instant created;
  public final List<Step> steps = new ArrayList<>();
  public final List<Runnable> onAnswer = new ArrayList<>();
  public final List<Runnable> onEnd = new ArrayList<>();

  /** What whoever is on the leg heard in a conference: {@code digits 1w42#}, {@code music}. */
  public final List<String> heard = new ArrayList<>();

  public String status = "queued";
  public Instant updated;
  public Instant started;
  public Instant answered;
  public Instant ended;
  public int sequence;
  public int sip = 200;
  public String answeredBy;
  public Integer detectionMillis;
  public BigDecimal price;
  public TwilioRecording recording;
  public Bridge bridge;
  public Instructions.Run run;

  /** Counts what was begun anew: an answer to an earlier question is not obeyed any more. */
  public int turn;

  public Integer errorCode;

  public TwilioCall(
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

  public boolean live() {
    return ended == null;
  }

  public boolean talking() {
    return live() && answered != null;
  }

  /** Seconds from answer to end, as Twilio counts them; 0 when never answered. */
  public long seconds() {
    return answered == null || ended == null
        ? 0
        : Math.round(Duration.between(answered, ended).toMillis() / 1000.0);
  }

  /** A callback URL given when the call was made, or null. */
  public WebhookTarget target(String urlField, String methodField) {
    String url = form.get(urlField);
    return url == null ? null : WebhookTarget.of(url, form.get(methodField));
  }

  public void cancelSteps() {
    steps.forEach(Step::cancel);
    steps.clear();
  }

  public TwilioRecording.Source voice() {
    return new TwilioRecording.Source(account, sid, script.recordingReadyAfter(), script.bucket());
  }

  public boolean recorded() {
    return "true".equals(form.get("Record"));
  }
}
