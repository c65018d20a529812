package dev.ramal.bench.gateway;

import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.Steadiness;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets the load meet one candidate after the other. */
final class Turns {
  private static final long WARM_UP_MILLIS = 2000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int load;
  private final List<Candidate> candidates;

  /**
   * @param load where the {@link LoadServer} listens
   */
  Turns(int load, List<Candidate> candidates) {
    this.load = load;
    this.candidates = List.copyOf(candidates);
  }

  /** Until no callback becomes cheaper any more, in the servers and in the broker. */
  void warmUp(int connections, RunLog log) {
    Steadiness steadiness = new Steadiness();
    while (!steadiness.reached()) {
      Map<String, Double> costs = new LinkedHashMap<>();
      round(connections, WARM_UP_MILLIS).forEach((who, seen) -> costs.put(who, seen.cpuMicros()));
      steadiness.turn(costs);
      log.say("warming up, µs of processor for a callback at best: %s", steadiness.least());
    }
  }

  /** One turn of each, by name. */
  Map<String, Measurement> round(int connections, long millis) {
    Map<String, Measurement> seen = new LinkedHashMap<>();
    candidates.forEach(each -> seen.put(each.name(), turn(each, connections, millis)));
    return seen;
  }

  private Measurement turn(Candidate candidate, int connections, long millis) {
    Duration own = candidate.cpu().get();
    Duration broker = candidate.brokerCpu().get();
    Measurement measurement = load(candidate.port(), connections, millis);
    return measurement.costing(
        candidate.cpu().get().minus(own), candidate.brokerCpu().get().minus(broker));
  }

  private Measurement load(int port, int connections, long millis) {
    String query = "port=" + port + "&connections=" + connections + "&millis=" + millis;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + load + "/run?" + query))
            .timeout(PATIENCE.plusMillis(millis))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ServerFailure("The load broke off: " + answer.body());
      }
      return Measurement.parse(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
