package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Telnyx's stand-in: Call Control, conferences, recordings and messages below {@code /v2}, with
 * Ed25519-signed webhooks. Safe to use from any thread.
 */
public final class TelnyxSimulator {
  /** Name in logs and fault switches. */
  public static final String NAME = "telnyx";

  private final Stage stage;
  private final SimulatorServer server;
  private final TelnyxAccounts accounts = new TelnyxAccounts();
  private final TelnyxStore store = new TelnyxStore();
  private final LegLifecycle lifecycle;
  private final TelnyxMessages messages;

  public TelnyxSimulator(Stage stage) {
    this.stage = stage;
    stage.schedule().floor(store::latestReported);
    this.server =
        new SimulatorServer(
            NAME, stage.loop(), stage.requests(), stage.faults(), TelnyxErrors.MADE);
    TelnyxWebhooks webhooks = new TelnyxWebhooks(stage, store.history);
    TelnyxRecordings recordings = new TelnyxRecordings(stage, webhooks, store, server::url);
    lifecycle = new LegLifecycle(stage, webhooks, recordings, store);
    TelnyxConferences conferences = new TelnyxConferences(stage, webhooks, lifecycle, store);
    messages = new TelnyxMessages(stage, webhooks, store);
    Commands commands = new Commands(stage, webhooks, lifecycle, recordings, store);
    new LegRoutes(stage, accounts, store, lifecycle).mount(server);
    new CommandRoutes(stage, accounts, store, commands).mount(server);
    new TelnyxConferenceRoutes(accounts, store, conferences).mount(server);
    new TelnyxRecordingRoutes(stage, accounts, store, recordings).mount(server);
    new TelnyxMessageRoutes(accounts, store, messages).mount(server);
  }

  public SimulatorServer server() {
    return server;
  }

  /** Value for the API base URL of a client, with the version, as in {@code …:4020/v2}. */
  public String baseUrl() {
    return server.url() + "/v2";
  }

  /** Makes an account known, or replaces the one with the same connection id. */
  public TelnyxAccount register(TelnyxAccount account) {
    accounts.put(account);
    return account;
  }

  public List<TelnyxAccount> accounts() {
    return accounts.all();
  }

  /** All legs as the API shows them, oldest first, with from and to beside. */
  public List<JsonObject> calls() {
    return stage
        .loop()
        .call(
            () ->
                store.legs.values().stream()
                    .map(leg -> leg.resource(stage.now()).put("from", leg.from).put("to", leg.to))
                    .toList());
  }

  /** All messages as the API shows them, oldest first. */
  public List<JsonObject> messages() {
    return stage
        .loop()
        .call(() -> store.messages.values().stream().map(TelnyxMessage::payload).toList());
  }

  /** All conferences as the API shows them, oldest first. */
  public List<JsonObject> conferences() {
    return stage
        .loop()
        .call(() -> store.conferences.values().stream().map(TelnyxConference::resource).toList());
  }

  /** The person at that leg puts the phone down. */
  public void hangUp(String callControlId) {
    stage
        .loop()
        .run(
            () -> {
              Leg leg = store.legs.get(callControlId);
              if (leg != null && leg.answered != null) {
                lifecycle.end(leg, "normal_clearing", leg.outgoing ? "callee" : "caller", "200");
              }
            });
  }

  /**
   * Somebody writes to one of the account's numbers.
   *
   * @param type SMS or WHATSAPP
   * @param url where the message goes; null for the messaging profile's URL
   * @return the id of the message
   */
  public String receiveMessage(String from, String to, String text, String type, String url) {
    TelnyxAccount account = owner(to);
    return stage.loop().call(() -> messages.receive(account, from, to, text, type, url));
  }

  /**
   * Somebody calls one of the account's numbers.
   *
   * @param url where events go; null for the application's URL
   * @return the call control id
   */
  public String receiveCall(String from, String to, String url) {
    TelnyxAccount account = owner(to);
    JsonObject request = new JsonObject().put("from", from).put("to", to);
    if (url != null) {
      request.put("webhook_url", url);
    }
    return stage.loop().call(() -> lifecycle.arrive(account, request).controlId);
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

  private TelnyxAccount owner(String number) {
    TelnyxAccount account = accounts.owner(number);
    if (account == null) {
      throw new IllegalArgumentException("no account owns " + number);
    }
    return account;
  }
}
