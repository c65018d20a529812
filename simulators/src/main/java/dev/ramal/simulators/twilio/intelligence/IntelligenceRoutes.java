package dev.ramal.simulators.twilio.intelligence;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.VersionedPage;
import dev.ramal.simulators.twilio.kept.Kept;
import dev.ramal.simulators.twilio.kept.Kind;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v2/Services} and {@code /v2/Transcripts} of Conversational Intelligence. */
public final class IntelligenceRoutes {
  private static final String SERVICES = "/v2/Services";
  private static final String TRANSCRIPTS = "/v2/Transcripts";
  private static final Duration WRITING = Duration.ofSeconds(5);
  private static final Set<String> FORM =
      Set.of("ServiceSid", "Channel", "CustomerKey", "MediaStartTime");
  private static final Kind SERVICE =
      new Kind("services", "GA")
          .needs("UniqueName")
          .optional("FriendlyName", "WebhookUrl", "EncryptionCredentialSid")
          .with("LanguageCode", "en-US")
          .with("AutoTranscribe", false)
          .with("DataLogging", false)
          .with("AutoRedaction", false)
          .with("MediaRedaction", false)
          .with("WebhookHttpMethod", "POST");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final TwilioWebhooks webhooks;
  private final Map<String, TwilioRecording> recordings;
  private final Supplier<String> url;
  private final Kept services = new Kept();
  private final Kept transcripts = new Kept();

  /**
   * @param url of the API
   */
  public IntelligenceRoutes(
      SimulatorContext context,
      TwilioAccounts accounts,
      TwilioWebhooks webhooks,
      Map<String, TwilioRecording> recordings,
      Supplier<String> url) {
    this.context = context;
    this.accounts = accounts;
    this.webhooks = webhooks;
    this.recordings = recordings;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", SERVICES, this::listServices)
        .route("POST", SERVICES, this::makeService)
        .route("GET", TRANSCRIPTS, this::list)
        .route("POST", TRANSCRIPTS, this::write)
        .route("GET", TRANSCRIPTS + "/:sid", exchange -> exchange.answer(200, transcript(exchange)))
        .route("DELETE", TRANSCRIPTS + "/:sid", this::delete)
        .route("GET", TRANSCRIPTS + "/:sid/Sentences", this::sentences);
  }

  public void clear() {
    services.clear();
    transcripts.clear();
  }

  private void listServices(Exchange exchange) {
    VersionedPage.answer(exchange, url.get(), "services", services.of(accounts.caller(exchange)));
  }

  private void makeService(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    Fields form = exchange.form();
    SERVICE.whole(form);
    if (services.of(account).stream()
        .anyMatch(one -> form.get("UniqueName").equals(one.getString("unique_name")))) {
      throw TwilioErrors.bad(20001, "UniqueName is in use");
    }
    String sid = Ids.sid("GA");
    JsonObject document =
        SERVICE
            .empty()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("version", 1)
            .put("date_created", now())
            .put("date_updated", now())
            .put("url", url.get() + SERVICES + "/" + sid);
    SERVICE.fill(document, form);
    services.put(document);
    exchange.answer(201, document);
  }

  private void list(Exchange exchange) {
    String source = exchange.query().get("SourceSid");
    List<JsonObject> found =
        transcripts.of(accounts.caller(exchange)).stream()
            .filter(one -> source == null || source.equals(source(one)))
            .toList();
    VersionedPage.answer(exchange, url.get(), "transcripts", found);
  }

  /** A recording of the account's that is there; it is written down a little later. */
  private void write(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, FORM);
    JsonObject service = services.get(account, form.get("ServiceSid", ""), exchange.path());
    JsonObject channel = json(form.get("Channel"));
    TwilioRecording recording =
        recordings.get(
            channel.getJsonObject("media_properties", new JsonObject()).getString("source_sid"));
    if (recording == null
        || recording.deleted
        || !"completed".equals(recording.status)
        || !recording.of.account().sid().equals(account.sid())) {
      throw TwilioErrors.bad(20001, "source_sid is no recording of this account");
    }
    String sid = Ids.sid("GT");
    JsonObject document =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("service_sid", service.getString("sid"))
            .put("date_created", now())
            .put("date_updated", now())
            .put("status", "queued")
            .put("channel", channel)
            .put("data_logging", false)
            .put("language_code", service.getString("language_code"))
            .put("customer_key", form.get("CustomerKey"))
            .put("duration", (int) recording.seconds())
            .put("redaction", false)
            .put("url", url.get() + TRANSCRIPTS + "/" + sid);
    transcripts.put(document);
    context.after(WRITING, () -> written(account, service, document));
    exchange.answer(201, document);
  }

  private void written(TwilioAccount account, JsonObject service, JsonObject document) {
    document.put("status", "completed").put("date_updated", now());
    String told = service.getString("webhook_url");
    if (told != null) {
      webhooks.sendJson(
          account,
          WebhookTarget.of(told, service.getString("webhook_http_method")),
          "transcript-status",
          source(document),
          new JsonObject()
              .put("account_sid", account.sid())
              .put("service_sid", service.getString("sid"))
              .put("transcript_sid", document.getString("sid"))
              .put("customer_key", document.getString("customer_key"))
              .put("event_type", "voice_intelligence_transcript_available"));
    }
  }

  private void delete(Exchange exchange) {
    transcripts.remove(transcript(exchange).getString("sid"));
    exchange.answer(204);
  }

  private void sentences(Exchange exchange) {
    JsonObject transcript = transcript(exchange);
    List<JsonObject> said =
        "completed".equals(transcript.getString("status"))
            ? Conversation.sentences(transcript.getInteger("duration"))
            : List.of();
    VersionedPage.answer(exchange, url.get(), "sentences", said);
  }

  private JsonObject transcript(Exchange exchange) {
    return transcripts.get(accounts.caller(exchange), exchange.pathParam("sid"), exchange.path());
  }

  private static String source(JsonObject transcript) {
    return transcript
        .getJsonObject("channel")
        .getJsonObject("media_properties")
        .getString("source_sid");
  }

  private static JsonObject json(String text) {
    try {
      return new JsonObject(text == null ? "" : text);
    } catch (DecodeException e) {
      throw TwilioErrors.bad(20001, "Channel is no JSON object");
    }
  }

  private String now() {
    return context.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
