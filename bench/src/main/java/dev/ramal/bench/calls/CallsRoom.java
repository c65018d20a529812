package dev.ramal.bench.calls;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.EventWatch;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One version of call-service, alone with a broker: facts in, events out. */
final class CallsRoom implements AutoCloseable {
  private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");
  private static final int FIRST_CALLS = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private final BenchOptions options;
  private final RunLog log;
  private final BenchServers servers;
  private final Room room;
  private final EventFeed feed;
  private final EventWatch ended;
  private final List<MeasuredService> services = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> serviceCores = new ArrayList<>();
  private final List<Double> postgresCores = new ArrayList<>();
  private final List<Double> kafkaCores = new ArrayList<>();
  private double callsPerSecond;
  private long series = System.nanoTime();

  CallsRoom(Checkout checkout, BenchServers servers, BenchOptions options, RunLog log) {
    this.options = options;
    this.log = log;
    this.servers = servers;
    log.say("%s: starting Kafka", checkout.name());
    room = new Room(checkout, servers);
    feed = new EventFeed(room.bootstrapServers());
    ended = new EventWatch(room.bootstrapServers(), Topics.CALLS, CallEnded.TYPE);
  }

  String name() {
    return room.name() + (services.size() > 1 ? " ×" + services.size() : "");
  }

  /** Runs so many instances, and lets them compute until the compiler has seen enough. */
  void prepare(int replicas) {
    rates.clear();
    List.of(serviceCores, postgresCores, kafkaCores).forEach(List::clear);
    while (services.size() < replicas) {
      log.say("%s: starting call-service", room.name());
      services.add(room.start("call-service", "calls", JVM, Map.of()));
    }
    log.say("%s: warming up", name());
    long begin = System.nanoTime();
    int calls = FIRST_CALLS;
    do {
      double seconds = apply(calls);
      callsPerSecond = calls / seconds;
      calls = (int) Math.max(FIRST_CALLS, callsPerSecond * 3);
    } while (System.nanoTime() - begin < WARM_UP.toNanos());
  }

  void round(int number) {
    int calls =
        options.records().orElse((int) (callsPerSecond * options.seconds().toMillis() / 1000));
    Duration service = room.servicesCpu();
    Duration postgres = servers.postgresCpu();
    Duration kafka = room.kafkaCpu();
    double seconds = apply(calls);
    callsPerSecond = calls / seconds;
    double rate = callsPerSecond * InboundCallFacts.FACTS_PER_CALL;
    rates.add(rate);
    serviceCores.add(cores(service, room.servicesCpu(), seconds));
    postgresCores.add(cores(postgres, servers.postgresCpu(), seconds));
    kafkaCores.add(cores(kafka, room.kafkaCpu(), seconds));
    log.say("round %d: %s %.0f facts/s (%d calls, %.1f s)", number, name(), rate, calls, seconds);
  }

  double report(Results results) {
    double rate = results.add(name(), "facts", "/s", rates);
    results.add(name(), "busy cores of the service", "", serviceCores);
    results.add(name(), "busy cores of Postgres", "", postgresCores);
    results.add(name(), "busy cores of Kafka", "", kafkaCores);
    return rate;
  }

  /**
   * @return seconds from the first fact to the last {@code CallEnded}
   */
  private double apply(int calls) {
    long begin = System.nanoTime();
    feed.sendAll(new InboundCallFacts(calls, series++));
    long end = ended.await(calls, () -> services.stream().allMatch(MeasuredService::isAlive));
    return (end - begin) / 1e9;
  }

  private static double cores(Duration before, Duration after, double seconds) {
    return after.minus(before).toMillis() / 1000.0 / seconds;
  }

  @Override
  public void close() {
    ended.close();
    feed.close();
    room.close();
  }
}
