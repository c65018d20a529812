package dev.ramal.simulators.twilio.twiml;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import dev.ramal.simulators.twilio.calls.CallJson;
import dev.ramal.simulators.twilio.calls.CallLifecycle;
import dev.ramal.simulators.twilio.calls.Instructions;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.conferences.Announcer;
import dev.ramal.simulators.twilio.conferences.Conferences;
import dev.ramal.simulators.twilio.conferences.WaitingRoom;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Asks the application what to do next and has the call do it. */
public final class TwimlRunner implements Instructions, Announcer, WaitingRoom {
  private final TwilioWebhooks webhooks;
  private final TwimlVerbs verbs;
  private final CallLifecycle lifecycle;

  public TwimlRunner(
      SimulatorContext context,
      TwilioWebhooks webhooks,
      CallLifecycle lifecycle,
      Conferences conferences,
      TwilioRecordings recordings) {
    this.webhooks = webhooks;
    this.lifecycle = lifecycle;
    this.verbs = new TwimlVerbs(context, this, lifecycle, conferences, recordings);
  }

  /** Its Url, else its Twiml. */
  @Override
  public void begin(TwilioCall call) {
    String url = call.form.get("Url");
    if (url != null) {
      fetch(call, call.target("Url", "Method"), null);
    } else if (call.form.get("Twiml") != null) {
      run(call, "http://localhost/", call.form.get("Twiml"));
    } else {
      fail(call, 21218);
    }
  }

  @Override
  public void redirect(TwilioCall call, Fields form) {
    abandon(call);
    String url = form.get("Url");
    if (url != null) {
      fetch(call, WebhookTarget.of(url, form.get("Method")), null);
    } else {
      run(call, "http://localhost/", form.get("Twiml"));
    }
  }

  @Override
  public void fetch(TwilioCall call, WebhookTarget target, Fields more) {
    ask(call, target, more, false);
  }

  @Override
  public void announce(TwilioCall call, WebhookTarget target, Fields more, Consumer<Boolean> over) {
    webhooks
        .send(
            call.account,
            TwilioSignature.Product.VOICE,
            target,
            Callback.INSTRUCTION,
            "announcement",
            call.sid,
            CallJson.fields(call).addAll(more))
        .onSuccess(reply -> over.accept(call.live() && Announcement.hear(call, target, reply)));
  }

  @Override
  public void play(TwilioCall call, WebhookTarget target, BooleanSupplier waits) {
    webhooks
        .send(
            call.account,
            TwilioSignature.Product.VOICE,
            target,
            Callback.INSTRUCTION,
            "wait",
            call.sid,
            CallJson.fields(call))
        .onSuccess(
            reply -> {
              if (call.live() && waits.getAsBoolean() && problem(reply) == 0) {
                hear(call, target, reply.body(), waits);
              }
            });
  }

  /** Beside what the call does: it is in the conference. Nothing is heard when it is no TwiML. */
  private void hear(TwilioCall call, WebhookTarget target, String xml, BooleanSupplier waits) {
    try {
      Runnable again =
          () -> {
            if (waits.getAsBoolean()) {
              play(call, target, waits);
            }
          };
      new TwimlRun(call, URI.create(target.url()), Twiml.parse(xml), verbs, again).next();
    } catch (Twiml.Unusable unusable) {
      call.errorCode = unusable.code;
    }
  }

  /** Stops what the call is doing, without ending it. */
  public void abandon(TwilioCall call) {
    call.turn++;
    if (call.run != null) {
      call.run.stop();
    }
    if (call.bridge != null) {
      verbs.leave(call);
    }
  }

  private void ask(TwilioCall call, WebhookTarget target, Fields more, boolean fallback) {
    int turn = call.turn;
    Fields fields = CallJson.fields(call);
    if (call.answeredBy != null && !"true".equals(call.form.get("AsyncAmd"))) {
      fields
          .add("AnsweredBy", call.answeredBy)
          .add("MachineDetectionDuration", String.valueOf(call.detectionMillis));
    }
    if (more != null) {
      more.asMap().forEach((name, values) -> fields.set(name, values.get(0)));
    }
    webhooks
        .send(
            call.account,
            TwilioSignature.Product.VOICE,
            target,
            Callback.INSTRUCTION,
            "twiml",
            call.sid,
            fields)
        .onSuccess(
            reply -> {
              if (turn == call.turn) {
                received(call, target, reply, fallback);
              }
            });
  }

  private void received(TwilioCall call, WebhookTarget target, Reply reply, boolean fallback) {
    if (!call.live()) {
      return;
    }
    int error = problem(reply);
    if (error == 0) {
      error = run(call, target.url(), reply.body());
    }
    if (error == 0) {
      return;
    }
    WebhookTarget other = call.target("FallbackUrl", "FallbackMethod");
    if (other == null || fallback) {
      fail(call, error);
    } else {
      ask(
          call,
          other,
          new Fields().add("ErrorCode", String.valueOf(error)).add("ErrorUrl", target.url()),
          true);
    }
  }

  private int run(TwilioCall call, String base, String xml) {
    try {
      TwimlRun run = new TwimlRun(call, URI.create(base), Twiml.parse(xml), verbs);
      call.run = run;
      run.next();
      return 0;
    } catch (Twiml.Unusable unusable) {
      return unusable.code;
    }
  }

  /** The caller hears an error message and the call ends. */
  private void fail(TwilioCall call, int error) {
    call.errorCode = error;
    lifecycle.end(call, call.answered == null ? "failed" : "completed", 200);
  }

  private static int problem(Reply reply) {
    if (reply.status() == null) {
      return 11205;
    }
    if (!reply.ok()) {
      return 11200;
    }
    String type = reply.contentType() == null ? "" : reply.contentType();
    return type.contains("xml") ? 0 : 12300;
  }
}
