package dev.ramal.bench.gateway;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.BenchConnections;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How many signed callbacks per second the gateway acknowledges after the broker has, next to the
 * least that could do the same ({@link BareServer}) and, when asked for, to an Express application.
 * All run as processes of their own against the same broker, the Java ones with the same options,
 * and take turns, so that whatever else this machine does hits all.
 */
public final class GatewayBench implements Benchmark {
  private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");
  private static final Map<String, String> SETTINGS =
      Map.of("ramal.receiving.tenant-rate", "1000000");
  private static final List<Integer> CONNECTIONS = List.of(64, 256);

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String help() {
    return "signed callbacks per second, next to a bare server and to Express";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    List<Room> rooms = new ArrayList<>();
    log.say("starting servers");
    try (BenchServers shared = new BenchServers()) {
      BenchConnections accounts = new BenchConnections(shared.sealingKey());
      List<Candidate> candidates = new ArrayList<>();
      try {
        for (Checkout checkout : Checkout.of(options, log)) {
          Room room = new Room(checkout, shared);
          rooms.add(room);
          accounts.publish(room.bootstrapServers());
          log.say("%s: starting the gateway", checkout.name());
          MeasuredService gateway = room.start("webhook-gateway", null, JVM, SETTINGS);
          candidates.add(
              new Candidate(checkout.name(), gateway.port(), gateway::cpu, room::kafkaCpu));
        }
        try (ServerProcesses processes =
            new ServerProcesses(rooms.get(0), JVM, accounts.authToken())) {
          candidates.add(processes.bare("bare", BareServer.BODY_ONLY));
          candidates.add(processes.bare("bare-full", BareServer.FULL_RECORD));
          if (options.express()) {
            candidates.add(processes.express(log));
            results.condition("express", Express.VERSIONS);
          } else {
            log.say("without Express: --express installs it from npm");
          }
          Turns turns = new Turns(processes.load(), candidates);
          turns.warmUp(CONNECTIONS.get(1), log);
          report(measured(turns, options), candidates, results);
        }
      } finally {
        rooms.forEach(Room::close);
      }
    }
  }

  private static Map<String, List<Measurement>> measured(Turns turns, BenchOptions options) {
    long millis = options.seconds().toMillis() / CONNECTIONS.size();
    Map<String, List<Measurement>> measured = new LinkedHashMap<>();
    for (int round = 0; round < options.rounds(); round++) {
      for (int connections : CONNECTIONS) {
        turns
            .round(connections, millis)
            .forEach(
                (who, seen) ->
                    measured
                        .computeIfAbsent(connections + " " + who, key -> new ArrayList<>())
                        .add(seen));
      }
    }
    return measured;
  }

  private static void report(
      Map<String, List<Measurement>> measured, List<Candidate> candidates, Results results) {
    for (int connections : CONNECTIONS) {
      Map<String, Double> rates = new LinkedHashMap<>();
      for (Candidate each : candidates) {
        List<Measurement> rounds = measured.get(connections + " " + each.name());
        rates.put(
            each.name(), figures(each.name(), connections + " connections, ", rounds, results));
      }
      for (String build : List.of("this", "against")) {
        for (String other : List.of("bare", "bare-full", "express")) {
          if (rates.containsKey(build) && rates.containsKey(other)) {
            results.add(
                build,
                connections + " connections, of " + other,
                "×",
                rates.get(build) / rates.get(other));
          }
        }
      }
    }
    results.condition(
        "load", "signed Twilio call-status callbacks, answered after the broker's acknowledgement");
  }

  private static double figures(
      String who, String prefix, List<Measurement> rounds, Results results) {
    Measurement median = Measurement.median(rounds);
    results.add(who, prefix + "p50", "ms", median.p50Micros() / 1000.0);
    results.add(who, prefix + "p95", "ms", median.p95Micros() / 1000.0);
    results.add(who, prefix + "p99", "ms", median.p99Micros() / 1000.0);
    results.add(who, prefix + "processor, own", "µs", all(rounds, Measurement::cpuMicros));
    results.add(who, prefix + "processor, broker", "µs", all(rounds, Measurement::brokerMicros));
    return results.add(who, prefix + "callbacks", "/s", all(rounds, Measurement::perSecond));
  }

  private static List<Double> all(List<Measurement> rounds, ToDoubleFunction<Measurement> part) {
    return rounds.stream().mapToDouble(part).boxed().toList();
  }
}
