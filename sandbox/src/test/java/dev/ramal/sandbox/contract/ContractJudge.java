package dev.ramal.sandbox.contract;

import dev.ramal.servers.processes.Workspace;
import dev.ramal.testkit.contract.AsyncApiContract;
import dev.ramal.testkit.contract.OpenApiContract;
import dev.ramal.testkit.contract.ServedAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Holds what passes against the documents that the entry serves, and keeps what does not fit. */
public final class ContractJudge {
  private static final int SHOWN = 1000;

  private final OpenApiContract answers = new OpenApiContract(document("openapi.json"));
  private final AsyncApiContract messages = new AsyncApiContract(document("asyncapi.json"));
  private final List<String> breaches = new ArrayList<>();
  private final Set<String> played = new TreeSet<>();
  private int answered;
  private int told;

  /** What {@code /openapi.json} or {@code /asyncapi.json} of the entry says. */
  static String document(String name) {
    try {
      return Files.readString(Workspace.root().resolve("docs").resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException("no " + name, e);
    }
  }

  /** An answer of the entry. */
  synchronized void answer(
      String method, String path, int status, String contentType, byte[] body) {
    ServedAnswer answer = new ServedAnswer(method, path, status, contentType, body);
    if (isOfTheApi(path) && !isOfTheEntry(method, status)) {
      answered++;
      if (status / 100 == 2) {
        answers.operation(method, path).ifPresent(played::add);
      }
      judge(
          "%s %s answered %d".formatted(method, path, status),
          new String(body, StandardCharsets.UTF_8),
          () -> answers.breaches(answer));
    }
  }

  /** A message to whoever follows calls. */
  synchronized void frame(String json) {
    told++;
    judge("a frame of the WebSocket", json, () -> messages.breachesOfFrame(json));
  }

  /** A record of a topic. */
  synchronized void event(String topic, String type, String json) {
    told++;
    judge(type + " on " + topic, json, () -> messages.breachesOfEvent(topic, type, json));
  }

  List<String> topics() {
    return messages.topics();
  }

  /** What did not fit since the last time somebody asked. */
  public synchronized List<String> breaches() {
    List<String> found = List.copyOf(breaches);
    breaches.clear();
    return found;
  }

  /** Operations that nobody had done for them. */
  public synchronized Set<String> unplayed() {
    Set<String> rest = new TreeSet<>(answers.operations());
    rest.removeAll(played);
    return rest;
  }

  public synchronized int answered() {
    return answered;
  }

  public synchronized int told() {
    return told;
  }

  private static boolean isOfTheApi(String path) {
    return path.startsWith("/api/") || path.startsWith("/media/");
  }

  /** Preflights, and that a service is away: no service says so, and no operation tells of it. */
  private static boolean isOfTheEntry(String method, int status) {
    return method.equals("OPTIONS") || status == 502;
  }

  private void judge(String what, String text, Supplier<List<String>> breachesOf) {
    List<String> found;
    try {
      found = breachesOf.get();
    } catch (IllegalArgumentException e) {
      found = List.of(e.getMessage());
    }
    if (!found.isEmpty()) {
      breaches.add(
          "%s otherwise than is published: %s%n%s"
              .formatted(what, found, text.substring(0, Math.min(SHOWN, text.length()))));
    }
  }
}
