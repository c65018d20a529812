package dev.ramal.simulators.twilio.recordings;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.media.Audio;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code Recordings}: list, fetch, delete and the media themselves. */
public final class RecordingRoutes {
  /** Stands for the id of the one that runs. */
  private static final String CURRENT = "Twilio.CURRENT";

  private static final Set<String> FILTERS =
      Set.of(
          "DateCreated",
          "DateCreated<",
          "DateCreated>",
          "CallSid",
          "ConferenceSid",
          "IncludeSoftDeleted",
          "PageSize",
          "Page",
          "PageToken");

  private final TwilioAccounts accounts;
  private final Map<String, TwilioRecording> known;
  private final TwilioRecordings recordings;

  public RecordingRoutes(
      TwilioAccounts accounts, Map<String, TwilioRecording> known, TwilioRecordings recordings) {
    this.accounts = accounts;
    this.known = known;
    this.recordings = recordings;
  }

  public void mount(SimulatorServer server, String base) {
    server
        .route("GET", base + "/Recordings.json", exchange -> list(exchange, null))
        .route(
            "GET",
            base + "/Calls/:call/Recordings.json",
            exchange -> list(exchange, exchange.pathParam("call")))
        .route("POST", base + "/Calls/:call/Recordings/:sid.json", this::change)
        .route("GET", base + "/Recordings/:sid.json", this::fetch)
        .route("DELETE", base + "/Recordings/:sid.json", this::delete)
        .route("GET", base + "/Recordings/:sid.wav", exchange -> media(exchange, false))
        .route("GET", base + "/Recordings/:sid.mp3", exchange -> media(exchange, true))
        .route("GET", base + "/Recordings/:sid", exchange -> media(exchange, false));
  }

  private void list(Exchange exchange, String call) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    String callSid = call == null ? query.get("CallSid") : call;
    String conference = query.get("ConferenceSid");
    boolean deleted = "true".equals(query.get("IncludeSoftDeleted"));
    TwilioPage.answer(
        exchange,
        "recordings",
        known.values().stream()
            .filter(recording -> recording.of.account().sid().equals(account.sid()))
            .filter(recording -> deleted || !recording.deleted)
            .filter(recording -> TwilioTime.meets(query, "DateCreated", recording.started))
            .filter(recording -> callSid == null || recording.of.callSid().equals(callSid))
            .filter(
                recording ->
                    conference == null || Objects.equals(recording.conferenceSid, conference))
            .map(recording -> recording.resource(recordings.url(recording)))
            .toList());
  }

  private void fetch(Exchange exchange) {
    TwilioRecording recording = asked(exchange, accounts.asking(exchange));
    exchange.answer(200, recording.resource(recordings.url(recording)));
  }

  /** Of a call that is over nothing is recorded, so there is no such recording. */
  private void change(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, Set.of("Status", "PauseBehavior"));
    FormRules.oneOf(form, "Status", List.of("paused", "in-progress", "stopped"));
    FormRules.oneOf(form, "PauseBehavior", List.of("skip", "silence"));
    if (form.get("Status") == null) {
      throw TwilioErrors.bad(20001, "Status is required");
    }
    TwilioRecording recording = running(account, exchange);
    recordings.change(recording, form.get("Status"), form.get("PauseBehavior"));
    exchange.answer(200, recording.resource(recordings.url(recording)));
  }

  private TwilioRecording running(TwilioAccount account, Exchange exchange) {
    String sid = exchange.pathParam("sid");
    return known.values().stream()
        .filter(one -> one.of.account().sid().equals(account.sid()))
        .filter(one -> one.of.callSid().equals(exchange.pathParam("call")))
        .filter(one -> one.stopped == null && (sid.equals(CURRENT) || sid.equals(one.sid)))
        .findFirst()
        .orElseThrow(() -> TwilioErrors.notFound(exchange.path()));
  }

  private void delete(Exchange exchange) {
    TwilioRecording recording = asked(exchange, accounts.asking(exchange));
    recording.deleted = true;
    recording.status = "deleted";
    exchange.answer(204);
  }

  private void media(Exchange exchange, boolean mp3) {
    TwilioAccount account = accounts.get(exchange.pathParam("account"));
    if (account == null || account.protectedMedia() || exchange.header("Authorization") != null) {
      account = accounts.asking(exchange);
    }
    TwilioRecording recording = asked(exchange, account);
    if (!"completed".equals(recording.status) || recording.of.bucket() != null) {
      throw TwilioErrors.notFound(exchange.path());
    }
    boolean one = !"2".equals(exchange.query().get("RequestedChannels", "2"));
    byte[] sound =
        mp3
            ? Audio.mp3(recording.length())
            : Audio.wav(recording.length(), one ? 1 : recording.channels);
    exchange.answer(200, mp3 ? "audio/mpeg" : "audio/x-wav", Buffer.buffer(sound), Map.of());
  }

  private TwilioRecording asked(Exchange exchange, TwilioAccount account) {
    TwilioRecording recording = known.get(exchange.pathParam("sid"));
    if (recording == null
        || recording.deleted
        || !recording.of.account().sid().equals(account.sid())) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return recording;
  }
}
