package dev.ramal.simulators.telnyx.recordings;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.media.Audio;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** {@code /recordings} and the links that expire. */
public final class TelnyxRecordingRoutes {
  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final Map<String, TelnyxRecording> known;
  private final TelnyxRecordings recordings;

  public TelnyxRecordingRoutes(
      SimulatorContext context,
      TelnyxAccounts accounts,
      Map<String, TelnyxRecording> known,
      TelnyxRecordings recordings) {
    this.context = context;
    this.accounts = accounts;
    this.known = known;
    this.recordings = recordings;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", "/v2/recordings", this::list)
        .route("GET", "/v2/recordings/:id", this::fetch)
        .route("DELETE", "/v2/recordings/:id", this::delete)
        .route("GET", TelnyxRecordings.MEDIA_PATH + ":file", this::media);
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange,
            "filter[call_leg_id]",
            "filter[call_session_id]",
            "filter[call_control_id]",
            "filter[connection_id]",
            "filter[from]",
            "filter[to]",
            TelnyxPage.NUMBER,
            TelnyxPage.SIZE);
    Fields query = exchange.query();
    TelnyxPage.answer(
        exchange,
        known.values().stream()
            .filter(one -> one.ready && !one.deleted)
            .filter(one -> one.leg.account.connectionId().equals(account.connectionId()))
            .filter(one -> is(query, "call_leg_id", one.leg.id))
            .filter(one -> is(query, "call_session_id", one.leg.sessionId))
            .filter(one -> is(query, "call_control_id", one.leg.controlId))
            .filter(one -> is(query, "connection_id", one.leg.account.connectionId()))
            .filter(one -> is(query, "from", one.leg.from))
            .filter(one -> is(query, "to", one.leg.to))
            .map(recordings::resource)
            .toList());
  }

  private void fetch(Exchange exchange) {
    TelnyxRecording recording = asked(exchange);
    exchange.answer(200, new JsonObject().put("data", recordings.resource(recording)));
  }

  private void delete(Exchange exchange) {
    TelnyxRecording recording = asked(exchange);
    JsonObject last = recordings.resource(recording);
    recording.deleted = true;
    exchange.answer(200, new JsonObject().put("data", last));
  }

  private void media(Exchange exchange) {
    String file = exchange.pathParam("file");
    int dot = file.lastIndexOf('.');
    TelnyxRecording recording = dot < 0 ? null : known.get(file.substring(0, dot));
    if (recording == null || !recording.ready || recording.deleted) {
      throw TelnyxErrors.notFound();
    }
    long until = Long.parseLong(exchange.query().get("until", "0"));
    if (context.now().toEpochMilli() > until) {
      String expired =
          "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
      exchange.answer(403, "application/xml", Buffer.buffer(expired), Map.of());
      return;
    }
    boolean mp3 = file.endsWith(".mp3");
    byte[] sound =
        mp3
            ? Audio.mp3(recording.length())
            : Audio.wav(recording.length(), "dual".equals(recording.channels) ? 2 : 1);
    exchange.answer(200, mp3 ? "audio/mpeg" : "audio/wav", Buffer.buffer(sound), Map.of());
  }

  private TelnyxRecording asked(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    TelnyxRecording recording = known.get(exchange.pathParam("id"));
    if (recording == null
        || !recording.ready
        || recording.deleted
        || !recording.leg.account.connectionId().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    return recording;
  }

  private static boolean is(Fields query, String name, String value) {
    String wanted = query.get("filter[" + name + "]");
    return wanted == null || wanted.equals(value);
  }
}
