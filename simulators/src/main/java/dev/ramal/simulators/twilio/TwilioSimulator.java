package dev.ramal.simulators.twilio;

import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.context.StandIn;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.calls.CallEvents;
import dev.ramal.simulators.twilio.calls.CallLifecycle;
import dev.ramal.simulators.twilio.calls.CallLogRoutes;
import dev.ramal.simulators.twilio.calls.CallRoutes;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.conferences.Conference;
import dev.ramal.simulators.twilio.conferences.ConferenceRoutes;
import dev.ramal.simulators.twilio.conferences.Conferences;
import dev.ramal.simulators.twilio.intelligence.IntelligenceRoutes;
import dev.ramal.simulators.twilio.messages.MessageMedia;
import dev.ramal.simulators.twilio.messages.MessageRoutes;
import dev.ramal.simulators.twilio.messages.TwilioMessage;
import dev.ramal.simulators.twilio.messages.TwilioMessages;
import dev.ramal.simulators.twilio.recordings.RecordingRoutes;
import dev.ramal.simulators.twilio.recordings.TwilioRecordings;
import dev.ramal.simulators.twilio.twiml.TwimlRunner;
import dev.ramal.simulators.twilio.usage.UsageRoutes;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Twilio's stand-in: calls, conferences, recordings and messages below {@code
 * /2010-04-01/Accounts/{sid}}, with signed callbacks. Safe to use from any thread.
 */
public final class TwilioSimulator extends StandIn {
  /** Name in logs and fault switches. */
  public static final String NAME = "twilio";

  private static final String BASE = "/2010-04-01/Accounts/:account";

  private final TwilioAccounts accounts = new TwilioAccounts();
  private final TwilioStore store = new TwilioStore();
  private final CallLifecycle lifecycle;
  private final TwilioMessages texting;
  private final TwilioSetup setup;
  private final IntelligenceRoutes intelligence;
  private final MessageMedia media = new MessageMedia(accounts, this::baseUrl);

  public TwilioSimulator(SimulatorContext context) {
    super(NAME, context, TwilioErrors.MADE);
    SimulatorServer server = server();
    context.schedule().floor(store::latestReported);
    TwilioWebhooks webhooks = new TwilioWebhooks(context.sender());
    TwilioRecordings recorder =
        new TwilioRecordings(context, webhooks, store.recordings, this::baseUrl);
    CallEvents events = new CallEvents(context, webhooks, recorder);
    Conferences bridge = new Conferences(context, webhooks, recorder, store.conferences);
    lifecycle = new CallLifecycle(context, events, recorder, store.calls);
    TwimlRunner runner = new TwimlRunner(context, webhooks, lifecycle, bridge, recorder);
    lifecycle.runs(runner);
    bridge.plays(runner);
    setup = new TwilioSetup(context, accounts, this::baseUrl);
    texting = new TwilioMessages(context, webhooks, store.messages, setup.contents());
    new RecordingRoutes(accounts, store.recordings, recorder).mount(server, BASE);
    new CallRoutes(accounts, store.calls, lifecycle, runner).mount(server, BASE);
    new ConferenceRoutes(accounts, store.conferences, bridge, runner).mount(server, BASE);
    new MessageRoutes(accounts, store.messages, texting).mount(server, BASE);
    media.mount(server, BASE);
    new CallLogRoutes(context, accounts, store.calls).mount(server, BASE);
    new UsageRoutes(context, accounts, store.calls, store.messages).mount(server, BASE);
    intelligence =
        new IntelligenceRoutes(context, accounts, webhooks, store.recordings, this::baseUrl);
    intelligence.mount(server);
    setup.mount(server, BASE);
  }

  /** Makes an account known, or replaces it. */
  public TwilioAccount register(TwilioAccount account) {
    accounts.put(account);
    return account;
  }

  public List<TwilioAccount> accounts() {
    return accounts.all();
  }

  /** All calls as the REST API shows them, oldest first, with what the leg heard beside. */
  public List<JsonObject> calls() {
    return context.loop().call(store::shownCalls);
  }

  /** One call as the REST API shows it, and what the leg heard; null when it is unknown. */
  public JsonObject call(String sid) {
    return context.loop().call(() -> store.shown(sid));
  }

  /** How many messages are taken in a second; the others are refused with 429. */
  public SendingLimit messageLimit() {
    return texting.limit();
  }

  /** All messages as the REST API shows them, oldest first. */
  public List<JsonObject> messages() {
    return context
        .loop()
        .call(() -> store.messages.values().stream().map(TwilioMessage::resource).toList());
  }

  /** All conferences as the REST API shows them, oldest first. */
  public List<JsonObject> conferences() {
    return context
        .loop()
        .call(() -> store.conferences.values().stream().map(Conference::resource).toList());
  }

  /** Whoever picks up that leg hears this, whatever its Url would answer. */
  public void prepare(String callSid, String twiml) {
    context.loop().run(() -> store.calls.get(callSid).form.set("Url", "").set("Twiml", twiml));
  }

  /** The person at that leg puts the phone down. */
  public void hangUp(String callSid) {
    context
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
    TwilioAccount account = accounts.requireOwner(to);
    return context.loop().call(() -> texting.receive(account, from, to, body, url, more));
  }

  /**
   * Keeps a file as if it had come with a message.
   *
   * @param number of the account
   * @return its address, as callbacks name it
   */
  public String keepMedia(String number, byte[] content, String type) {
    return context.loop().call(() -> media.keep(accounts.requireOwner(number), content, type));
  }

  /** Somebody at Twilio has reviewed a regulatory bundle, which becomes what they say. */
  public void review(String bundleSid, String status) {
    context.loop().run(() -> setup.bundles().review(bundleSid, status));
  }

  /** WhatsApp has decided about a text; the reason may be null. */
  public void reviewContent(String sid, String status, String reason) {
    context.loop().run(() -> setup.contents().review(sid, status, reason));
  }

  /** WhatsApp takes a text for one of another category than was asked for. */
  public void recategorizeContent(String sid, String category) {
    context.loop().run(() -> setup.contents().recategorize(sid, category));
  }

  /** Forgets all files that came with messages. */
  public void deleteMedia() {
    context.loop().run(media::clear);
  }

  /**
   * A message leaves one of the account's numbers, as if another program had sent it.
   *
   * @return the sid of the message
   */
  public String send(String from, String to, String body) {
    Fields form = new Fields().add("From", from).add("To", to).add("Body", body);
    return context.loop().call(() -> texting.send(accounts.requireOwner(from), form).sid);
  }

  /**
   * Somebody calls one of the account's numbers.
   *
   * @param url where instructions are asked for; null for the account's own URL
   * @return the sid of the call
   */
  public String receiveCall(String from, String to, String url) {
    return receiveCall(null, from, to, url, null);
  }

  /**
   * The same.
   *
   * @param accountSid of several accounts that have the number; null for the one that has it
   * @param statusUrl the number's status callback; null for none
   */
  public String receiveCall(
      String accountSid, String from, String to, String url, String statusUrl) {
    TwilioAccount account =
        accountSid == null ? accounts.requireOwner(to) : accounts.get(accountSid);
    String voiceUrl = url != null ? url : account.voiceUrl();
    if (voiceUrl == null) {
      throw new IllegalArgumentException("the account has no voiceUrl; give a url");
    }
    Fields form =
        new Fields()
            .add("From", from)
            .add("To", to)
            .add("Url", voiceUrl)
            .setIfPresent("StatusCallback", statusUrl);
    return context.loop().call(() -> lifecycle.arrive(account, form).sid);
  }

  /**
   * Somebody calls one of the account's numbers, and the leg does this, whoever would be asked.
   *
   * @return the sid of the call
   */
  public String receivePrepared(String accountSid, String from, String to, String twiml) {
    Fields form = new Fields().add("From", from).add("To", to).add("Twiml", twiml);
    return context.loop().call(() -> lifecycle.arrive(accounts.get(accountSid), form).sid);
  }

  /** Forgets calls, conferences, recordings and messages; accounts stay. */
  @Override
  public void reset() {
    context.loop().run(this::forget);
  }

  private void forget() {
    store.clear();
    texting.clear();
    media.clear();
    setup.clear();
    intelligence.clear();
  }
}
