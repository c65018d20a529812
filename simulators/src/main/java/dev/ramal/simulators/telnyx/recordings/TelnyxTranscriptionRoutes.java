package dev.ramal.simulators.telnyx.recordings;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /recording_transcriptions}: what was written down of recordings that asked for it. */
public final class TelnyxTranscriptionRoutes {
  private static final String PATH = "/v2/recording_transcriptions";

  private final TelnyxAccounts accounts;
  private final Map<String, TelnyxRecording> known;

  public TelnyxTranscriptionRoutes(TelnyxAccounts accounts, Map<String, TelnyxRecording> known) {
    this.accounts = accounts;
    this.known = known;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", PATH, this::list)
        .route("GET", PATH + "/:id", this::fetch)
        .route("DELETE", PATH + "/:id", this::delete);
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(exchange, "filter[recording_id]", TelnyxPage.NUMBER, TelnyxPage.SIZE);
    Fields query = exchange.query();
    String recording = query.get("filter[recording_id]");
    TelnyxPage.answer(
        exchange,
        of(account)
            .filter(one -> recording == null || recording.equals(one.id))
            .map(TelnyxRecording::transcription)
            .toList());
  }

  private void fetch(Exchange exchange) {
    exchange.answer(200, new JsonObject().put("data", asked(exchange).transcription()));
  }

  private void delete(Exchange exchange) {
    TelnyxRecording recording = asked(exchange);
    JsonObject last = recording.transcription();
    recording.transcribed = null;
    exchange.answer(200, new JsonObject().put("data", last));
  }

  private TelnyxRecording asked(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    String id = exchange.pathParam("id");
    return of(account)
        .filter(one -> one.transcriptionId.equals(id))
        .findFirst()
        .orElseThrow(TelnyxErrors::notFound);
  }

  /** One outlives its recording. */
  private Stream<TelnyxRecording> of(TelnyxAccount account) {
    return known.values().stream()
        .filter(one -> one.transcribed != null)
        .filter(one -> one.leg.account.connectionId().equals(account.connectionId()));
  }
}
