package dev.ramal.bench.dial;

import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EndedCallEvents;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.load.Steadiness;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.People;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a small organization feels of a large one that floods: its clicks and its callers alone,
 * beside more clicks than can be taken, and beside more callers. The baseline of the last is nearly
 * as many callers of eight organizations, none of which floods: so much is the machine's. It comes
 * before, as what a flood leaves behind is applied long after it.
 */
public final class FloodBench implements Benchmark {
  private static final String SERVICE = "call-service";
  private static final double WARM_UP_CLICKS = 30;
  private static final Duration WARM_UP_TURN = Duration.ofSeconds(10);

  /** What was done less often is not compiled yet. */
  private static final int FIRST_CLICKS = 1_500;

  private static final int FIRST_CLICKS_AT_ONCE = 4;
  private static final double FIRST_CALLERS_PER_SECOND = 150;
  private static final Duration FIRST_CALLERS = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of neither organization, and far from the numbers of others' callers. */
  private static final int FIRST_CALLER = 500_000;

  private static final int OF_FIRST_CALLERS = 2;

  @Override
  public String name() {
    return "flood";
  }

  @Override
  public String help() {
    return "clicks and callers of a small organization beside a flood of a large one's, and alone";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    try (BenchServers servers = BenchServers.withPeople(log);
        StandInCarrier carrier = new StandInCarrier()) {
      Checkout here = Checkout.of(options, log).get(0);
      try (Room room = new Room(here, servers)) {
        log.say("%s: starting call-service", here.name());
        MeasuredService service =
            room.start(
                SERVICE,
                "calls",
                TopicFlow.STEADY_JVM,
                Map.of("ramal.twilio.api-url", carrier.url(), "ramal.voice.calls-per-agent", "0"));
        measure(room, service, options, log, results);
      }
    }
  }

  private static void measure(
      Room room, MeasuredService service, BenchOptions options, RunLog log, Results results) {
    People people = room.servers().people();
    String small = people.token("breno");
    String large = people.token("ana");
    try (Clicks few = new Clicks(service.port());
        Clicks many = new Clicks(service.port())) {
      few.prepare(
          people.token("bia"),
          small,
          "AC00000000000000000000000000000002",
          "+551130002000",
          "+5511912345679");
      many.prepare(
          people.token("carla"),
          large,
          "AC00000000000000000000000000000001",
          "+551130001000",
          "+5511912345678");
      log.say("warming up with %,d clicks", FIRST_CLICKS);
      clickOften(many, large);
      log.say("warming up with callers");
      callOften(room);
      warmUp(service, few, small, log);
      SmallOrganization felt = new SmallOrganization(room, few, small, options.seconds());
      log.say("the small organization alone");
      SmallOrganization.Felt alone = felt.measure();
      alone.report(results, "alone");
      log.say("beside a flood of clicks");
      Flood clicks = Flood.ofClicks(many, large);
      felt.measure().report(results, "beside a flood of clicks").compare(results, alone, "alone");
      results.add("large", "clicks of the flood", "/s", clicks.stop());
      log.say("beside callers of eight organizations");
      Flood ordinary = Flood.ofManyOrganizations(room);
      SmallOrganization.Felt among = felt.measure().report(results, "beside callers of eight");
      among.compare(results, alone, "alone");
      results.add("eight", "facts of all", "/s", ordinary.stop());
      log.say("beside a flood of callers");
      Flood callers = Flood.ofCallers(room);
      SmallOrganization.Felt beside = felt.measure().report(results, "beside a flood of callers");
      beside.compare(results, alone, "alone");
      beside.compare(results, among, "eight");
      results.add("large", "facts of the flood", "/s", callers.stop());
    }
  }

  private static void clickOften(Clicks clicks, String agent) {
    AtomicInteger left = new AtomicInteger(FIRST_CLICKS);
    Stream.generate(() -> clicks.again(agent, () -> left.decrementAndGet() > 0))
        .limit(FIRST_CLICKS_AT_ONCE)
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static void callOften(Room room) {
    try (EventFeed feed = new EventFeed(room.bootstrapServers());
        EndedCallEvents ended = new EndedCallEvents(room.bootstrapServers())) {
      Map<String, Long> due =
          new PacedFacts(feed, System.currentTimeMillis())
              .run(
                  FIRST_CALLERS_PER_SECOND,
                  FIRST_CALLERS,
                  number -> (FIRST_CALLER + number) * Organizations.COUNT + OF_FIRST_CALLERS);
      ended.awaitAll(due.keySet(), PATIENCE);
    }
  }

  private static void warmUp(MeasuredService service, Clicks clicks, String agent, RunLog log) {
    Steadiness steadiness = new Steadiness();
    while (!steadiness.reached()) {
      Duration before = service.cpu();
      int answered = clicks.run(agent, WARM_UP_CLICKS, WARM_UP_TURN).answers().count();
      double micros = service.cpu().minus(before).toNanos() / 1e3 / answered;
      steadiness.turn(Map.of("clicks", micros));
      log.say("warming up: %.0f µs of processor for a click", micros);
    }
  }
}
