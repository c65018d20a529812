package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.context.StandIn;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.conferences.TelnyxConference;
import dev.ramal.simulators.telnyx.conferences.TelnyxConferenceRoutes;
import dev.ramal.simulators.telnyx.conferences.TelnyxConferences;
import dev.ramal.simulators.telnyx.credentials.CredentialRoutes;
import dev.ramal.simulators.telnyx.legs.AccountingRoutes;
import dev.ramal.simulators.telnyx.legs.CommandRoutes;
import dev.ramal.simulators.telnyx.legs.Commands;
import dev.ramal.simulators.telnyx.legs.Leg;
import dev.ramal.simulators.telnyx.legs.LegEvents;
import dev.ramal.simulators.telnyx.legs.LegLifecycle;
import dev.ramal.simulators.telnyx.legs.LegRoutes;
import dev.ramal.simulators.telnyx.legs.LegStore;
import dev.ramal.simulators.telnyx.messages.TelnyxMedia;
import dev.ramal.simulators.telnyx.messages.TelnyxMessage;
import dev.ramal.simulators.telnyx.messages.TelnyxMessageRoutes;
import dev.ramal.simulators.telnyx.messages.TelnyxMessages;
import dev.ramal.simulators.telnyx.numbers.NumberBook;
import dev.ramal.simulators.telnyx.numbers.NumberLookupRoutes;
import dev.ramal.simulators.telnyx.numbers.NumberRoutes;
import dev.ramal.simulators.telnyx.numbers.OrderRoutes;
import dev.ramal.simulators.telnyx.recordings.TelnyxRecording;
import dev.ramal.simulators.telnyx.recordings.TelnyxRecordingRoutes;
import dev.ramal.simulators.telnyx.recordings.TelnyxRecordings;
import dev.ramal.simulators.telnyx.recordings.TelnyxTranscriptionRoutes;
import dev.ramal.simulators.telnyx.regulations.RequirementGroups;
import dev.ramal.simulators.telnyx.regulations.RequirementRoutes;
import dev.ramal.simulators.telnyx.setup.SettingRoutes;
import dev.ramal.simulators.telnyx.setup.Settings;
import dev.ramal.simulators.telnyx.webhooks.TelnyxWebhooks;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Telnyx's stand-in: Call Control, conferences, recordings and messages below {@code /v2}, with
 * Ed25519-signed webhooks. Safe to use from any thread.
 */
public final class TelnyxSimulator extends StandIn {
  /** Name in logs and fault switches. */
  public static final String NAME = TelnyxWebhooks.SIMULATOR;

  private final TelnyxAccounts accounts = new TelnyxAccounts();
  private final LegStore store = new LegStore();
  private final Settings settings;
  private final Map<String, TelnyxConference> conferences = new LinkedHashMap<>();
  private final Map<String, TelnyxRecording> recordings = new LinkedHashMap<>();
  private final Map<String, TelnyxMessage> messages = new LinkedHashMap<>();
  private final LegLifecycle lifecycle;
  private final TelnyxMessages texting;
  private final TelnyxMedia media;
  private final OrderRoutes orders;
  private final CredentialRoutes credentials;
  private final RequirementGroups groups;

  public TelnyxSimulator(SimulatorContext context) {
    super(NAME, context, TelnyxErrors.MADE);
    SimulatorServer server = server();
    context.schedule().floor(store::latestReported);
    settings = new Settings(context);
    TelnyxWebhooks webhooks = new TelnyxWebhooks(context.sender());
    LegEvents events = new LegEvents(context, webhooks, store.history);
    TelnyxRecordings recorder = new TelnyxRecordings(context, events, recordings, server::url);
    lifecycle = new LegLifecycle(context, events, store);
    lifecycle.records(recorder);
    TelnyxConferences bridge = new TelnyxConferences(context, events, lifecycle, conferences);
    texting = new TelnyxMessages(context, webhooks, messages);
    Commands commands = new Commands(context, events, lifecycle, recorder, store);
    new LegRoutes(context, accounts, settings, store, lifecycle).mount(server);
    new AccountingRoutes(context, accounts, store, messages).mount(server);
    new CommandRoutes(context, accounts, store, commands).mount(server);
    new TelnyxConferenceRoutes(accounts, store, conferences, bridge).mount(server);
    new TelnyxRecordingRoutes(context, accounts, recordings, recorder).mount(server);
    new TelnyxTranscriptionRoutes(accounts, recordings).mount(server);
    new TelnyxMessageRoutes(accounts, messages, texting).mount(server);
    media = new TelnyxMedia(server::url);
    media.mount(server);
    new SettingRoutes(context, accounts, settings).mount(server);
    credentials = new CredentialRoutes(context, accounts);
    credentials.mount(server);
    NumberBook book = new NumberBook(context, accounts);
    groups = new RequirementGroups(context);
    new RequirementRoutes(accounts, groups).mount(server);
    orders = new OrderRoutes(context, accounts, book, groups);
    orders.mount(server);
    new NumberRoutes(accounts, book).mount(server);
    new NumberLookupRoutes(accounts).mount(server);
  }

  /** Value for the API base URL of a client, with the version, as in {@code …:4020/v2}. */
  @Override
  public String baseUrl() {
    return super.baseUrl() + "/v2";
  }

  /** Makes an account known, or replaces the one with the same connection id. */
  public TelnyxAccount register(TelnyxAccount account) {
    accounts.put(account);
    return account;
  }

  public List<TelnyxAccount> accounts() {
    return accounts.all();
  }

  /** All legs as the API shows them, oldest first; from, to and what the leg heard beside. */
  public List<JsonObject> calls() {
    return context.loop().call(() -> store.shown(context.now()));
  }

  /** How many messages are taken in a second; the others are refused with 429. */
  public SendingLimit messageLimit() {
    return texting.limit();
  }

  /** All messages as the API shows them, oldest first. */
  public List<JsonObject> messages() {
    return context
        .loop()
        .call(() -> messages.values().stream().map(TelnyxMessage::payload).toList());
  }

  /** All conferences as the API shows them, oldest first. */
  public List<JsonObject> conferences() {
    return context
        .loop()
        .call(() -> conferences.values().stream().map(TelnyxConference::resource).toList());
  }

  /** The person at that leg puts the phone down. */
  public void hangUp(String callControlId) {
    context
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
    TelnyxAccount account = accounts.requireOwner(to);
    return context.loop().call(() -> texting.receive(account, from, to, text, type, url));
  }

  /**
   * Somebody answers by WhatsApp with something beside a text.
   *
   * @param whatsApp as in {@code interactive} with a {@code button_reply}
   * @param url where the event goes; null for the profile's URL
   * @return the message's id
   */
  public String receiveWhatsApp(String from, String to, JsonObject whatsApp, String url) {
    TelnyxAccount account = accounts.requireOwner(to);
    return context
        .loop()
        .call(() -> texting.receive(account, from, to, "", "WHATSAPP", url, whatsApp));
  }

  /**
   * Keeps a file as if it had come with a message.
   *
   * @return its address, as events name it
   */
  public String keepMedia(byte[] content, String type) {
    return context.loop().call(() -> media.keep(content, type));
  }

  /** Forgets all files that came with messages. */
  public void deleteMedia() {
    context.loop().run(media::clear);
  }

  /**
   * Somebody calls one of the account's numbers.
   *
   * @param url where events go; null for the application's URL
   * @return the call control id
   */
  public String receiveCall(String from, String to, String url) {
    return receiveCall(accounts.requireOwner(to), from, to, url);
  }

  /**
   * The same at one of several accounts that have the number.
   *
   * @param connectionId of the account
   */
  public String receiveCall(String connectionId, String from, String to, String url) {
    return receiveCall(accounts.get(connectionId), from, to, url);
  }

  private String receiveCall(TelnyxAccount account, String from, String to, String url) {
    JsonObject request = new JsonObject().put("from", from).put("to", to);
    if (url != null) {
      request.put("webhook_url", url);
    }
    return context.loop().call(() -> lifecycle.arrive(account, request).controlId);
  }

  /** Somebody at Telnyx has reviewed a requirement group, which becomes what they say. */
  public void review(String groupId, String status) {
    context.loop().run(() -> groups.review(groupId, status));
  }

  /** Forgets calls, conferences, recordings and messages; accounts stay. */
  @Override
  public void reset() {
    context.loop().run(this::forget);
  }

  private void forget() {
    store.clear();
    List.<Map<?, ?>>of(conferences, recordings, messages).forEach(Map::clear);
    texting.clear();
    media.clear();
    settings.clear();
    orders.clear();
    credentials.clear();
    groups.clear();
  }
}
