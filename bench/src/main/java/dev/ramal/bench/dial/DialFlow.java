package dev.ramal.bench.dial;

import dev.ramal.bench.calls.CallsFlow;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.load.Steadiness;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.People;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Clicks at 50 a second, quiet and while facts arrive at half the rate that the rounds before have
 * reached; and what one organization does to the others.
 */
public final class DialFlow extends CallsFlow {
  private static final double CLICKS_PER_SECOND = 50;
  private static final Duration WARM_UP_TURN = Duration.ofSeconds(15);

  private StandInCarrier carrier;

  public DialFlow() {
    super(
        "dial",
        "POST /api/calls at 50 a second, quiet and while facts arrive; one large neighbour");
  }

  @Override
  public void prepare(BenchServers servers, BenchOptions options, RunLog log) {
    log.say("starting Keycloak");
    servers.people();
    carrier = new StandInCarrier();
  }

  @Override
  protected Map<String, String> settings(Room room) {
    return Map.of("ramal.twilio.api-url", carrier.url(), "ramal.voice.calls-per-agent", "0");
  }

  @Override
  public void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    clicks(room, options, log, results);
    new Neighbours(room, options.seconds(), log, results).measure();
  }

  private void clicks(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    People people = room.room().servers().people();
    String agent = people.token("ana");
    try (Clicks clicks = new Clicks(room.room().service("call-service").port());
        EventFeed feed = new EventFeed(room.room().bootstrapServers())) {
      clicks.prepare(
          people.token("carla"), agent, Slowness.USUAL_ACCOUNT, "+551130001000", "+5511912345678");
      warmUp(room, clicks, agent, log);
      log.say("%s: clicks, quiet", room.name());
      clicks
          .run(agent, CLICKS_PER_SECOND, options.seconds())
          .answers()
          .report(results, room.name(), "click, quiet");
      log.say("%s: clicks, while facts arrive at half the rate reached", room.name());
      CompletableFuture<?> facts =
          CompletableFuture.runAsync(
              () ->
                  new PacedFacts(feed, room.nextSeries())
                      .run(room.subjectsPerSecond() / 2, options.seconds(), call -> call));
      clicks
          .run(agent, CLICKS_PER_SECOND, options.seconds())
          .answers()
          .report(results, room.name(), "click, while facts arrive");
      facts.join();
      new Slowness(room, carrier, clicks, options.seconds(), log, results).measure(agent);
    }
  }

  private static void warmUp(FlowRoom room, Clicks clicks, String agent, RunLog log) {
    MeasuredService service = room.room().service("call-service");
    Steadiness steadiness = new Steadiness();
    while (!steadiness.reached()) {
      Duration before = service.cpu();
      int answered = clicks.run(agent, CLICKS_PER_SECOND, WARM_UP_TURN).answers().count();
      double micros = service.cpu().minus(before).toNanos() / 1e3 / answered;
      steadiness.turn(Map.of(room.name(), micros));
      log.say("%s: clicks, warming up: %.0f µs of processor for one", room.name(), micros);
    }
  }

  @Override
  public void close() {
    if (carrier != null) {
      carrier.close();
    }
  }
}
