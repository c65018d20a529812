package dev.ramal.bench.click;

import dev.ramal.bench.frame.Results;
import dev.ramal.bench.load.JsonApi;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.People;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent of one organization at one version of call-service who clicks, and the carrier that asks
 * what the picked up legs hear.
 */
final class Clicker {
  private static final AtomicInteger LEADS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final String organization;
  private final JsonObject click;
  private final JsonApi api;
  private final String agent;
  private final String service;
  private final String connection;
  private final EndedClicks ended;
  private String call;
  private Latencies clicks = new Latencies();
  private Latencies documents = new Latencies();

  /**
   * Connects a carrier account, has calls recorded where the lead agrees, and says where the agent
   * is rung.
   *
   * @param name as figures name it
   * @param click what is sent beside the number
   * @param ended by whom this version hears that a call is over
   */
  Clicker(String name, Room room, Organization organization, JsonObject click, EndedClicks ended) {
    this.name = name;
    this.ended = ended;
    this.organization = organization.name();
    this.click = click;
    People people = room.servers().people();
    api = new JsonApi(room.service("call-service").url());
    agent = people.token(organization.agent());
    service = people.serviceToken("webhook-gateway");
    JsonObject account =
        api.post(
            "/api/carriers",
            people.token(organization.admin()),
            new JsonObject()
                .put("carrier", "twilio")
                .put("accountSid", organization.account())
                .put("authToken", "0123456789abcdef0123456789abcdef")
                .put("numbers", new JsonArray().add(organization.number())));
    if (!account.getBoolean("enabled")) {
      throw new ServerFailure("the carrier account was not enabled: " + account);
    }
    connection = account.getString("id");
    api.put(
        "/api/settings/voice",
        people.token(organization.admin()),
        new JsonObject().put("record", true).put("consent", "key").put("callsPerAgent", 0));
    api.put(
        "/api/agents/me",
        agent,
        new JsonObject().put("endpoint", "phone").put("phone", "+5511912345678"));
  }

  String name() {
    return name;
  }

  /** Clicks once. */
  void click() {
    String to = "+55119%08d".formatted(70_000_000 + LEADS.getAndIncrement());
    JsonObject body = click.copy().put("to", to);
    long begin = System.nanoTime();
    call = api.post("/api/calls", agent, body).getString("id");
    clicks.add(System.nanoTime() - begin);
  }

  /** Both phones of the last click are picked up, as far as this service sees it. */
  void pickUp(StandInCarrier carrier) {
    String handle = carrier.awaitHandle(call, PATIENCE);
    long begin = System.nanoTime();
    step("agent", handle);
    step("lead", handle.replaceFirst("CA.", "CAf"));
    documents.add(System.nanoTime() - begin);
  }

  /** Both have hung up. */
  void hangUp(StandInCarrier carrier) {
    ended.tell(organization, connection, call, carrier.awaitHandle(call, PATIENCE));
  }

  private void step(String leg, String handle) {
    String document =
        api.ask(
            "POST",
            "/internal/voice/" + leg + "-answered",
            service,
            new JsonObject()
                .put("tenant", organization)
                .put("connectionId", connection)
                .put("carrier", "twilio")
                .put("callId", call)
                .put("leg", leg)
                .put("carrierCallId", handle));
    if (!document.contains("<Response>")) {
      throw new ServerFailure("no instructions for a leg: " + document);
    }
  }

  /** Forgets what was measured so far. */
  void begin() {
    clicks = new Latencies();
    documents = new Latencies();
  }

  double clicks(double share) {
    return clicks.percentile(share);
  }

  /** Of both legs together. */
  double documents(double share) {
    return documents.percentile(share);
  }

  void report(Results results) {
    clicks.report(results, name, "click");
    documents.report(results, name, "what both legs do first");
  }

  /** Who clicks, and from where. */
  record Organization(String name, String admin, String agent, String account, String number) {
    static final Organization AURORA =
        new Organization(
            "aurora", "carla", "ana", "AC00000000000000000000000000000001", "+551130001000");

    static final Organization BOREAL =
        new Organization(
            "boreal", "bia", "breno", "AC00000000000000000000000000000002", "+551130002000");
  }
}
