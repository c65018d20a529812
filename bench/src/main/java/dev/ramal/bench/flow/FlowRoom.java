package dev.ramal.bench.flow;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** One version of a flow's services with a broker of their own: load in, results out. */
public final class FlowRoom implements AutoCloseable {
  private static final int FIRST_SUBJECTS = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private final Flow flow;
  private final BenchOptions options;
  private final RunLog log;
  private final BenchServers servers;
  private final Room room;
  private Feeder feeder;
  private Arrivals arrivals;
  private final List<MeasuredService> services = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> serviceCores = new ArrayList<>();
  private final List<Double> postgresCores = new ArrayList<>();
  private final List<Double> kafkaCores = new ArrayList<>();
  private int instances;
  private double subjectsPerSecond;
  private long series = System.currentTimeMillis();

  FlowRoom(Flow flow, Checkout checkout, BenchServers servers, BenchOptions options, RunLog log) {
    this.flow = flow;
    this.options = options;
    this.log = log;
    this.servers = servers;
    log.say("%s: starting Kafka", checkout.name());
    room = new Room(checkout, servers);
  }

  public String name() {
    return room.name() + (instances > 1 ? " ×" + instances : "");
  }

  boolean isOtherVersion() {
    return room.isOtherVersion();
  }

  /** Runs so many instances, and lets them compute until the compiler has seen enough. */
  void prepare(int replicas) {
    rates.clear();
    List.of(serviceCores, postgresCores, kafkaCores).forEach(List::clear);
    for (; instances < replicas; instances++) {
      log.say("%s: starting services", room.name());
      services.addAll(flow.start(room, instances));
    }
    if (arrivals == null) {
      feeder = flow.feeder(room);
      arrivals = flow.arrivals(room);
    }
    log.say("%s: warming up", name());
    long begin = System.nanoTime();
    int subjects = FIRST_SUBJECTS;
    do {
      double seconds = apply(subjects);
      subjectsPerSecond = subjects / seconds;
      subjects = (int) Math.max(FIRST_SUBJECTS, subjectsPerSecond * 3);
    } while (System.nanoTime() - begin < WARM_UP.toNanos());
  }

  void round(int number) {
    int subjects =
        options.records().orElse((int) (subjectsPerSecond * options.seconds().toMillis() / 1000));
    Duration service = room.servicesCpu();
    Duration postgres = servers.postgresCpu();
    Duration kafka = room.kafkaCpu();
    double seconds = apply(subjects);
    subjectsPerSecond = subjects / seconds;
    double rate = subjectsPerSecond * flow.unitsPerSubject();
    rates.add(rate);
    serviceCores.add(cores(service, room.servicesCpu(), seconds));
    postgresCores.add(cores(postgres, servers.postgresCpu(), seconds));
    kafkaCores.add(cores(kafka, room.kafkaCpu(), seconds));
    log.say("round %d: %s %.0f %s/s (%.1f s)", number, name(), rate, flow.unit(), seconds);
  }

  double report(Results results) {
    double rate = results.add(name(), flow.unit(), "/s", rates);
    results.add(name(), "busy cores of services", "", serviceCores);
    results.add(name(), "busy cores of Postgres", "", postgresCores);
    results.add(name(), "busy cores of Kafka", "", kafkaCores);
    results.add(name(), "processor for 1,000 " + flow.unit(), "s", perThousand());
    return rate;
  }

  /** What other work on the machine does not make more. */
  private List<Double> perThousand() {
    return IntStream.range(0, rates.size())
        .mapToObj(
            i ->
                1000
                    * (serviceCores.get(i) + postgresCores.get(i) + kafkaCores.get(i))
                    / rates.get(i))
        .toList();
  }

  /**
   * @return seconds from the first record to the last result
   */
  private double apply(int subjects) {
    nextSeries();
    flow.seed(room, subjects, series);
    long begin = System.nanoTime();
    feeder.sendAll(subjects, series);
    long end = arrivals.await(subjects, series, this::isAlive);
    return (end - begin) / 1e9;
  }

  /**
   * Ends all instances, sends load that waits for them, and starts one again, with nothing in its
   * database.
   *
   * @return the series of what was sent
   */
  public long feedWhileAway(int subjects) {
    room.stopServices();
    services.clear();
    long sent = nextSeries();
    feeder.sendAll(subjects, sent);
    services.addAll(flow.start(room, 0));
    instances = 1;
    return sent;
  }

  /** Sends load that no round counts, and waits until it has been worked off. */
  public void workOff(int subjects, LongConsumer sender) {
    long sent = nextSeries();
    sender.accept(sent);
    awaitAll(subjects, sent);
  }

  /**
   * @return seconds from now to the last result of so many subjects
   */
  public double awaitAll(int subjects, long ofSeries) {
    long begin = System.nanoTime();
    return (arrivals.await(subjects, ofSeries, this::isAlive) - begin) / 1e9;
  }

  public boolean isAlive() {
    return services.stream().allMatch(MeasuredService::isAlive);
  }

  public Room room() {
    return room;
  }

  /** What the last rounds reached. */
  public double subjectsPerSecond() {
    return Results.median(rates) / flow.unitsPerSubject();
  }

  /** A number for subjects that no round has used. */
  public long nextSeries() {
    return ++series;
  }

  private static double cores(Duration before, Duration after, double seconds) {
    return after.minus(before).toMillis() / 1000.0 / seconds;
  }

  @Override
  public void close() {
    if (arrivals != null) {
      feeder.close();
      arrivals.close();
    }
    room.close();
  }
}
