package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Twilio's stand-in: calls, conferences, recordings and messages below {@code
 * /2010-04-01/Accounts/{sid}}, with signed callbacks. Safe to use from any thread.
 */
public final class TwilioSimulator {
  /** Name in logs and fault switches. */
  public static final String NAME = "twilio";

  private static final String BASE = "/2010-04-01/Accounts/:account";

  private final Stage stage;
  private final SimulatorServer server;
  private final TwilioAccounts accounts = new TwilioAccounts();
  private final TwilioStore store = new TwilioStore();
  private final CallLifecycle lifecycle;
  private final TwilioMessages messages;

  public TwilioSimulator(Stage stage) {
    this.stage = stage;
    stage.schedule().floor(store::latestReported);
    this.server =
        new SimulatorServer(
            NAME, stage.loop(), stage.requests(), stage.faults(), TwilioErrors::made);
    TwilioWebhooks webhooks = new TwilioWebhooks(stage.sender());
    TwilioRecordings recordings = new TwilioRecordings(stage, webhooks, store, this::baseUrl);
    CallEvents events = new CallEvents(stage, webhooks, recordings);
    Conferences conferences = new Conferences(stage, webhooks, recordings, store);
    lifecycle = new CallLifecycle(stage, events, recordings, store);
    TwimlRunner runner = new TwimlRunner(stage, webhooks, lifecycle, conferences, recordings);
    lifecycle.runsWith(runner);
    messages = new TwilioMessages(stage, webhooks, store);
    new RecordingRoutes(accounts, store, recordings).mount(server, BASE);
    new CallRoutes(accounts, store, lifecycle, runner).mount(server, BASE);
    new ConferenceRoutes(accounts, store, conferences).mount(server, BASE);
    new MessageRoutes(accounts, store, messages).mount(server, BASE);
  }

  public SimulatorServer server() {
    return server;
  }

  /** Value for the API base URL of a client, as in {@code http://localhost:4010}. */
  public String baseUrl() {
    return server.url();
  }

  /** Makes an account known, or replaces it. */
  public TwilioAccount register(TwilioAccount account) {
    accounts.put(account);
    return account;
  }

  public List<TwilioAccount> accounts() {
    return accounts.all();
  }

  /** All calls as the REST API shows them, oldest first. */
  public List<JsonObject> calls() {
    return stage.loop().call(() -> store.calls.values().stream().map(CallJson::resource).toList());
  }

  /** One call as the REST API shows it; null when it is unknown. */
  public JsonObject call(String sid) {
    return stage
        .loop()
        .call(
            () -> {
              TwilioCall call = store.calls.get(sid);
              return call == null ? null : CallJson.resource(call);
            });
  }

  /** All messages as the REST API shows them, oldest first. */
  public List<JsonObject> messages() {
    return stage
        .loop()
        .call(() -> store.messages.values().stream().map(TwilioMessage::resource).toList());
  }

  /** All conferences as the REST API shows them, oldest first. */
  public List<JsonObject> conferences() {
    return stage
        .loop()
        .call(() -> store.conferences.values().stream().map(Conference::resource).toList());
  }

  /** The person at that leg puts the phone down. */
  public void hangUp(String callSid) {
    stage
        .loop()
        .run(
            () -> {
              TwilioCall call = store.calls.get(callSid);
              if (call != null) {
                lifecycle.hangUp(call);
              }
            });
  }

  /**
   * Somebody writes to one of the account's numbers.
   *
   * @param to SMS or {@code whatsapp:} address of an account's number
   * @param url where the message goes; null for the account's own URL
   * @param more further fields such as ButtonPayload; may be empty
   * @return the sid of the message
   */
  public String receiveMessage(String from, String to, String body, String url, Fields more) {
    TwilioAccount account = owner(to);
    return stage.loop().call(() -> messages.receive(account, from, to, body, url, more));
  }

  /**
   * Somebody calls one of the account's numbers.
   *
   * @param url where instructions are asked for; null for the account's own URL
   * @return the sid of the call
   */
  public String receiveCall(String from, String to, String url) {
    TwilioAccount account = owner(to);
    String voiceUrl = url != null ? url : account.voiceUrl();
    if (voiceUrl == null) {
      throw new IllegalArgumentException("the account has no voiceUrl; give a url");
    }
    Fields form = new Fields().add("From", from).add("To", to).add("Url", voiceUrl);
    return stage.loop().call(() -> lifecycle.arrive(account, form).sid);
  }

  /** What the API was asked, oldest first. */
  public List<ReceivedRequest> requests() {
    return stage.requests().of(NAME);
  }

  /** What the application was told, oldest first. */
  public List<SentCallback> callbacks() {
    return stage.callbacks().find(NAME, null);
  }

  /** Forgets calls, conferences, recordings and messages; accounts stay. */
  public void reset() {
    stage.loop().run(this::forget);
  }

  private void forget() {
    store.clear();
    messages.clear();
  }

  private TwilioAccount owner(String number) {
    TwilioAccount account = accounts.owner(number);
    if (account == null) {
      throw new IllegalArgumentException("no account owns " + number);
    }
    return account;
  }
}
