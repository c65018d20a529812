package dev.ramal.bench.click;

import dev.ramal.bench.baseline.BareRoundTrips;
import dev.ramal.bench.click.Clicker.Organization;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.JsonApi;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.load.Steadiness;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.Room;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What permission, routing and voice plan add to a click and to what its legs hear: an organization
 * that has everything switched on, a million blocked numbers and five thousand rules, one that has
 * nothing, and perhaps the same click in another version, click by click in turns. Blocks of clicks
 * one behind the other would compare minutes of the machine.
 */
public final class ClickBench implements Benchmark {
  private static final String DATABASE = "calls";
  private static final String SERVICE = "call-service";
  private static final Duration WARM_UP_TURN = Duration.ofSeconds(8);

  /** Of each, one behind the other: what was seen less often is not compiled yet. */
  private static final int WARM_UP_CLICKS = 1_500;

  private static final int ASKED = 300;
  private static final JsonObject TO = new JsonObject().put("to", "+5511987654321");

  @Override
  public String name() {
    return "click";
  }

  @Override
  public String help() {
    return "milliseconds that permission, routing and voice plan add to a click, in turns without";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    List<Room> rooms = new ArrayList<>();
    List<EndedClicks> hearing = new ArrayList<>();
    try (BenchServers servers = BenchServers.withPeople(log);
        StandInCarrier carrier = new StandInCarrier();
        BareRoundTrips bare = new BareRoundTrips(servers)) {
      try {
        List<Clicker> clickers = new ArrayList<>();
        for (Checkout checkout : Checkout.of(options, log)) {
          Room room = new Room(checkout, servers);
          rooms.add(room);
          log.say("%s: starting call-service", room.name());
          room.start(SERVICE, DATABASE, TopicFlow.STEADY_JVM, settings(carrier));
          EndedClicks ended = new EndedClicks(new EventFeed(room.bootstrapServers()));
          hearing.add(ended);
          clickers.addAll(rooms.size() == 1 ? here(room, ended, log, results) : there(room, ended));
        }
        ClickTurns turns = new ClickTurns(clickers, carrier);
        warmUp(clickers, rooms, turns, log);
        clickers.forEach(Clicker::begin);
        Latencies roundTrips = bare.run();
        log.say("clicks in turns");
        turns.run(options.seconds().multipliedBy(options.rounds()));
        roundTrips.report(results, "bare", "round trip to Postgres");
        report(clickers, results);
        byThemselves(rooms.get(0), log, results);
      } finally {
        hearing.forEach(EndedClicks::close);
        rooms.forEach(Room::close);
      }
    }
  }

  private static Map<String, String> settings(StandInCarrier carrier) {
    return Map.of(
        "ramal.twilio.api-url",
        carrier.url(),
        "ramal.telnyx.api-url",
        carrier.url(),
        "ramal.voice.calls-per-agent",
        "0");
  }

  private static List<Clicker> here(Room room, EndedClicks ended, RunLog log, Results results) {
    JsonObject told = new JsonObject().put("whisper", "Maria, orçamento da cozinha");
    Clicker all = new Clicker("everything", room, Organization.AURORA, told, ended);
    Clicker nothing = new Clicker("nothing", room, Organization.BOREAL, new JsonObject(), ended);
    Everything.switchOn(
        new JsonApi(room.service(SERVICE).url()),
        room.servers().people().token(Organization.AURORA.admin()));
    log.say("storing %,d blocked numbers and %,d rules", Rules.NUMBERS, Rules.ALL);
    double seconds = Rules.load(room, DATABASE, Organization.AURORA.name());
    results.add("everything", "blocklist and rules stored in", "s", seconds);
    return List.of(all, nothing);
  }

  private static List<Clicker> there(Room room, EndedClicks ended) {
    return List.of(new Clicker("against", room, Organization.AURORA, new JsonObject(), ended));
  }

  private static void warmUp(
      List<Clicker> clickers, List<Room> rooms, ClickTurns turns, RunLog log) {
    for (Clicker clicker : clickers) {
      log.say("warming up with %,d clicks: %s", WARM_UP_CLICKS, clicker.name());
      for (int n = 0; n < WARM_UP_CLICKS; n++) {
        clicker.click();
        clicker.hangUp(turns.carrier());
      }
    }
    Steadiness steadiness = new Steadiness();
    while (!steadiness.reached()) {
      Map<String, Duration> before = new LinkedHashMap<>();
      rooms.forEach(room -> before.put(room.name(), room.servicesCpu()));
      int count = turns.run(WARM_UP_TURN);
      Map<String, Double> micros = new LinkedHashMap<>();
      rooms.forEach(
          room ->
              micros.put(
                  room.name(),
                  room.servicesCpu().minus(before.get(room.name())).toNanos() / 1e3 / count));
      steadiness.turn(micros);
      log.say("warming up, µs of processor for a turn: %s", rounded(micros));
    }
  }

  private static Map<String, Long> rounded(Map<String, Double> micros) {
    Map<String, Long> whole = new LinkedHashMap<>();
    micros.forEach((who, cost) -> whole.put(who, Math.round(cost)));
    return whole;
  }

  private static void report(List<Clicker> clickers, Results results) {
    clickers.forEach(clicker -> clicker.report(results));
    Clicker all = clickers.get(0);
    Clicker nothing = clickers.get(1);
    compare(results, "everything", all, nothing);
    if (clickers.size() > 2) {
      compare(results, "everything", all, clickers.get(2));
      compare(results, "nothing", nothing, clickers.get(2));
    }
  }

  private static void compare(Results results, String who, Clicker one, Clicker other) {
    for (double share : new double[] {0.5, 0.95}) {
      String next = ", next to " + other.name() + ", p" + Math.round(share * 100);
      results.add(who, "click" + next, "×", one.clicks(share) / other.clicks(share));
      results.add(who, "added to the click" + next, "ms", one.clicks(share) - other.clicks(share));
      results.add(
          who, "added to the legs" + next, "ms", one.documents(share) - other.documents(share));
    }
  }

  /** Permission and route alone, next to an answer that reads one row. */
  private static void byThemselves(Room room, RunLog log, Results results) {
    log.say("permission and route by themselves");
    JsonApi api = new JsonApi(room.service(SERVICE).url());
    String agent = room.servers().people().token(Organization.AURORA.agent());
    Latencies permission = new Latencies();
    Latencies route = new Latencies();
    Latencies row = new Latencies();
    for (int n = -ASKED; n < ASKED; n++) {
      long begin = System.nanoTime();
      api.get("/api/settings/routing", agent);
      long first = System.nanoTime();
      api.post("/api/calls/permission", agent, TO);
      long second = System.nanoTime();
      api.post("/api/calls/estimate", agent, TO);
      if (n >= 0) {
        row.add(first - begin);
        permission.add(second - first);
        route.add(System.nanoTime() - second);
      }
    }
    row.report(results, "everything", "an answer that reads one row");
    permission.report(results, "everything", "permission asked by itself");
    route.report(results, "everything", "every route asked by itself");
  }
}
