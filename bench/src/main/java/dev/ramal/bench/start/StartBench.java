package dev.ramal.bench.start;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.Folders;
import dev.ramal.bench.room.MeasuredSandbox;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ClassArchive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seconds from the first process until a service, and a whole sandbox, would serve. The baseline is
 * this build without its class archives. Times of a start depend on what else the machine does; CPU
 * time tells how much that was.
 */
public final class StartBench implements Benchmark {
  private static final String BASELINE = "without archives";

  private static final Map<String, String> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put("webhook-gateway", null);
    SERVICES.put("call-service", "calls");
    SERVICES.put("messaging-service", "messaging");
    SERVICES.put("crm-sync-service", "crm");
    SERVICES.put("billing-service", "billing");
  }

  private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private final Map<List<String>, List<Double>> figures = new LinkedHashMap<>();

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String help() {
    return "seconds until a sandbox, and each service, is ready, next to the same without archives";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    List<Checkout> checkouts = Checkout.of(options, log);
    for (int round = 0; round < options.rounds(); round++) {
      checkouts.forEach(checkout -> sandbox(checkout.name(), checkout, log));
      ClassArchive.without(() -> sandbox(BASELINE, checkouts.get(0), log));
    }
    try (BenchServers servers = new BenchServers()) {
      log.say("starting Keycloak");
      servers.people();
      for (Checkout checkout : checkouts) {
        try (Room room = new Room(checkout, servers)) {
          SERVICES.forEach((service, database) -> service(room, service, database, options, log));
        }
      }
    }
    figures.forEach((figure, rounds) -> results.add(figure.get(0), figure.get(1), "s", rounds));
  }

  /** The first start makes databases, topics and the realm; a later one finds them. */
  private void sandbox(String who, Checkout checkout, RunLog log) {
    MeasuredSandbox sandbox = new MeasuredSandbox(checkout.folder(), Folders.empty("sandbox"));
    for (String which : List.of("first", "later")) {
      try {
        double seconds = sandbox.start();
        add(who, "sandbox ready, " + which + " start", seconds);
        add(who, "its CPU time, " + which + " start", sandbox.cpuSeconds());
        log.say("%s: sandbox ready, %s start: %.1f s, %s", who, which, seconds, sandbox.parts());
      } finally {
        sandbox.stop();
      }
    }
  }

  /** A start before the first round makes the tables. */
  private void service(
      Room room, String service, String database, BenchOptions options, RunLog log) {
    room.start(service, database, JVM, Map.of()).stop();
    for (int round = 0; round < options.rounds(); round++) {
      time(room.name(), room, service, database, log);
      if (room.name().equals("this")) {
        ClassArchive.without(() -> time(BASELINE, room, service, database, log));
      }
    }
  }

  private void time(String who, Room room, String service, String database, RunLog log) {
    long begin = System.nanoTime();
    MeasuredService started = room.start(service, database, JVM, Map.of());
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = started.cpu().toMillis() / 1000.0;
    started.stop();
    add(who, service + " ready", seconds);
    add(who, service + ", its CPU time", cpu);
    log.say("%s: %s ready after %.1f s, %.1f s of CPU time", who, service, seconds, cpu);
  }

  private void add(String who, String what, double seconds) {
    figures.computeIfAbsent(List.of(who, what), first -> new ArrayList<>()).add(seconds);
  }
}
