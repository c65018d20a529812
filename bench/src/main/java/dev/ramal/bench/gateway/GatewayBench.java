package dev.ramal.bench.gateway;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.BenchConnections;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many signed callbacks per second the gateway acknowledges after the broker has, next to the
 * least that could do the same ({@link BareServer}). Both run as processes of their own with the
 * same JVM options against the same broker, and take turns, so that whatever else this machine does
 * hits both.
 */
public final class GatewayBench implements Benchmark {
  private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");
  private static final Map<String, String> SETTINGS =
      Map.of("ramal.receiving.tenant-rate", "1000000");
  private static final List<Integer> CONNECTIONS = List.of(64, 256);
  private static final long ROUND_MILLIS = 2000;
  private static final long WARM_UP_MILLIS = 3000;
  private static final int WARM_UP_ROUNDS = 4;
  private static final double WARM_UP_CALLBACKS = 50_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder = Workspace.state("bench");
  private BenchConnections connections;
  private final List<ChildProcess> processes = new ArrayList<>();

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String help() {
    return "signed callbacks per second, next to a bare server";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    List<Room> rooms = new ArrayList<>();
    log.say("starting servers");
    try (BenchServers shared = new BenchServers()) {
      try {
        connections = new BenchConnections(shared.sealingKey());
        Map<String, Integer> servers = new LinkedHashMap<>();
        for (Checkout checkout : Checkout.of(options)) {
          Room room = new Room(checkout, shared);
          rooms.add(room);
          connections.publish(room.bootstrapServers());
          log.say("%s: starting the gateway", checkout.name());
          servers.put(checkout.name(), room.start("webhook-gateway", null, JVM, SETTINGS).port());
        }
        servers.put("bare", bare(rooms.get(0).bootstrapServers()));
        report(measure(load(), servers, options, log), results);
      } finally {
        processes.forEach(process -> process.stop(Duration.ofSeconds(5)));
        rooms.forEach(Room::close);
      }
    }
  }

  private int bare(String bootstrapServers) {
    int port = FreePort.next();
    List<String> arguments = List.of("" + port, bootstrapServers);
    start(
        "bare",
        JavaCommand.of(BareServer.class.getName(), folder.resolve("bare"), JVM, arguments),
        port,
        "/");
    return port;
  }

  private int load() {
    int port = FreePort.next();
    start(
        "load",
        JavaCommand.of(LoadServer.class.getName(), folder.resolve("load"), JVM, List.of("" + port)),
        port,
        "/");
    return port;
  }

  private void start(String name, List<String> command, int port, String path) {
    ChildProcess process =
        ChildProcess.start(
            name,
            command,
            folder,
            Map.of("RAMAL_BENCH_TOKEN", connections.authToken()),
            folder.resolve(name + ".log"));
    processes.add(process);
    process.awaitReady(LIMIT, () -> get(port, path).statusCode() < 500);
  }

  private Map<String, List<Measurement>> measure(
      int load, Map<String, Integer> servers, BenchOptions options, RunLog log) {
    log.say("warming up");
    servers.values().forEach(port -> warmUp(load, port));
    Map<String, List<Measurement>> measured = new LinkedHashMap<>();
    for (int round = 0; round < options.rounds(); round++) {
      for (int connections : CONNECTIONS) {
        servers.forEach(
            (name, port) ->
                measured
                    .computeIfAbsent(connections + " " + name, key -> new ArrayList<>())
                    .add(round(load, port, connections, ROUND_MILLIS)));
      }
    }
    return measured;
  }

  /** Until the compiler has seen enough, however slow this machine is just now. */
  private void warmUp(int load, int port) {
    double acknowledged = 0;
    for (int i = 0; i < WARM_UP_ROUNDS && acknowledged < WARM_UP_CALLBACKS; i++) {
      Measurement warming = round(load, port, CONNECTIONS.get(1), WARM_UP_MILLIS);
      acknowledged += warming.perSecond() * WARM_UP_MILLIS / 1000;
    }
  }

  private Measurement round(int load, int port, int connections, long millis) {
    HttpResponse<String> answer =
        get(load, "/run?port=" + port + "&connections=" + connections + "&millis=" + millis);
    if (answer.statusCode() != 200) {
      throw new ServerFailure("The load broke off: " + answer.body());
    }
    return Measurement.parse(answer.body());
  }

  private static void report(Map<String, List<Measurement>> measured, Results results) {
    for (int connections : CONNECTIONS) {
      double bare = line("bare", connections, measured, results);
      double here = line("this", connections, measured, results);
      results.add("this", connections + " connections, of bare", "×", here / bare);
      if (measured.containsKey(connections + " against")) {
        double there = line("against", connections, measured, results);
        results.add("against", connections + " connections, of bare", "×", there / bare);
      }
    }
    results.condition(
        "load", "signed Twilio call-status callbacks, answered after the broker's acknowledgement");
  }

  private static double line(
      String server, int connections, Map<String, List<Measurement>> measured, Results results) {
    List<Measurement> rounds = measured.get(connections + " " + server);
    Measurement median = Measurement.median(rounds);
    String what = connections + " connections, ";
    results.add(server, what + "p50", "ms", median.p50Micros() / 1000.0);
    results.add(server, what + "p99", "ms", median.p99Micros() / 1000.0);
    return results.add(
        server, what + "callbacks", "/s", rounds.stream().map(Measurement::perSecond).toList());
  }

  private HttpResponse<String> get(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
