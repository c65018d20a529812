package dev.ramal.sandbox.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventTypes;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.contract.PublishedEvents;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;

/**
 * People who click without a pause, and what stands between them and replicas of call-service as
 * API gateways do: sends to those in turn that say they are ready, and nothing twice. Only what
 * nobody has listened to goes to another replica.
 */
public final class ReplicaLoad implements AutoCloseable {
  private static final int CLICKERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(120);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String ADMIN = "carla";

  private final HttpClient http =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final SandboxClient client;
  private final String token;
  private final String agent;
  private final String run;
  private final List<String> replicas;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
  private final Map<String, String> calls = new ConcurrentHashMap<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final AtomicInteger clicks = new AtomicInteger();
  private volatile List<String> ready;
  private volatile boolean over;

  /**
   * @param run four digits that no other run has, the first a 6: of the numbers that are called
   * @param replicas where they answer
   */
  public ReplicaLoad(SandboxClient client, String run, List<String> replicas) {
    // Logged in anew: tokens do not hold as long as stories take.
    this.client = new SandboxClient(client.status());
    this.token = this.client.token(ADMIN);
    this.agent = "agent-of-load-" + run;
    this.run = run;
    this.replicas = List.copyOf(replicas);
    this.ready = this.replicas;
    replicas.forEach(replica -> answered.put(replica, new AtomicInteger()));
  }

  public ReplicaLoad begin() {
    client.as(ADMIN).post("/api/agents", Map.of("userId", agent)).expect(201);
    client.as(ADMIN).put("/api/settings/voice", Map.of("callsPerAgent", 0)).expect(200);
    begin("look", this::look);
    for (int clicker = 0; clicker < CLICKERS; clicker++) {
      begin("click", this::click);
    }
    return this;
  }

  /** How many clicks a replica has answered. */
  public int answered(String replica) {
    return answered.get(replica).get();
  }

  /** Nobody clicks any more; every click has its answer. */
  public void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    client.as(ADMIN).put("/api/settings/voice", Map.of("callsPerAgent", 1)).expect(200);
  }

  /** Clicks that were not answered with a call. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** By the number that was called. */
  public Map<String, String> calls() {
    return Map.copyOf(calls);
  }

  /** Ids of the events that told the end of each of our calls for the first time. */
  public Map<String, Set<String>> ends(PublishedEvents events) {
    Map<String, Set<String>> ends = new HashMap<>();
    Set<String> ours = Set.copyOf(calls.values());
    String type = EventTypes.typeOf(CallEnded.class);
    events.each(
        List.of(Topics.CALLS),
        record -> {
          if (record.value() != null
              && type.equals(text(record.headers().lastHeader(EventHeaders.TYPE)))) {
            JsonNode event = json(record.value());
            String call = event.path("callId").asText();
            if (event.path("revision").asInt() == 0 && ours.contains(call)) {
              ends.computeIfAbsent(call, one -> new HashSet<>())
                  .add(text(record.headers().lastHeader(EventHeaders.ID)));
            }
          }
        });
    return ends;
  }

  /** How often each of our numbers was rung, at both carriers. */
  public Map<String, Long> rung() {
    JsonNode state = client.control().get("/state").expect(200).json();
    List<String> numbers = new ArrayList<>();
    state.at("/twilio/calls").forEach(leg -> numbers.add(leg.path("to").asText()));
    state.at("/telnyx/calls").forEach(leg -> numbers.add(leg.path("to").asText()));
    return numbers.stream()
        .filter(calls::containsKey)
        .collect(Collectors.groupingBy(number -> number, TreeMap::new, Collectors.counting()));
  }

  @Override
  public void close() throws InterruptedException {
    if (!over) {
      end();
    }
  }

  private void begin(String name, Runnable work) {
    Thread thread = new Thread(work, "load-" + name);
    threads.add(thread);
    thread.start();
  }

  private void look() {
    while (!over) {
      ready = replicas.stream().filter(ServiceProcess::isReady).toList();
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void click() {
    while (!over) {
      int click = clicks.incrementAndGet();
      String number = "+55119%s%04d".formatted(run, click);
      try {
        place(click, number);
      } catch (IOException e) {
        errors.add(number + " had no answer: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void place(int click, String number) throws IOException, InterruptedException {
    List<String> now = ready;
    for (int attempt = 0; attempt < now.size(); attempt++) {
      String replica = now.get((click + attempt) % now.size());
      try {
        HttpResponse<String> answer =
            http.send(request(replica, number), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) {
          calls.put(number, json(answer.body()).path("id").asText());
          answered.get(replica).incrementAndGet();
        } else {
          errors.add(number + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return;
      } catch (ConnectException nobodyListens) {
        // nothing was sent: the next one may have it
      }
    }
    errors.add(number + ": nobody was there");
  }

  private HttpRequest request(String replica, String number) throws IOException {
    Map<String, Object> click = Map.of("to", number, "agentId", agent, "record", false);
    return HttpRequest.newBuilder(URI.create(replica + "/api/calls"))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "load-" + number)
        .POST(HttpRequest.BodyPublishers.ofString(StateJson.mapper().writeValueAsString(click)))
        .build();
  }

  private static String text(Header header) {
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String value) {
    try {
      return StateJson.mapper().readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
