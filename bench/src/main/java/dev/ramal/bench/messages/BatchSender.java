package dev.ramal.bench.messages;

import dev.ramal.bench.load.JsonApi;
import dev.ramal.bench.room.People;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** An agent who has a hundred contacts written to with one request, again and again. */
final class BatchSender {
  static final int SIZE = 100;

  /** An access token holds for a quarter of an hour. */
  private static final long FRESH = Duration.ofMinutes(5).toNanos();

  private final JsonApi api;
  private final People people;
  private String token;
  private long since;

  BatchSender(Room room) {
    api = new JsonApi(room.service("messaging-service").url());
    people = room.servers().people();
  }

  /**
   * @return nanoseconds until the answer
   */
  long send() {
    JsonObject body = batch();
    String key = UUID.randomUUID().toString();
    String fresh = token();
    long begin = System.nanoTime();
    JsonObject answer = api.post("/api/messages/batch", fresh, key, body);
    long took = System.nanoTime() - begin;
    if (answer.getInteger("accepted") != SIZE) {
      throw new ServerFailure("a batch was not accepted: " + answer.encode());
    }
    return took;
  }

  private static JsonObject batch() {
    int first = Contacts.take(SIZE);
    JsonArray messages = new JsonArray();
    for (int i = 0; i < SIZE; i++) {
      messages.add(
          new JsonObject()
              .put("to", Contacts.number(first + i))
              .put("channel", "sms")
              .put("body", "Olá! Sua proposta " + i + " chegou."));
    }
    return new JsonObject().put("messages", messages);
  }

  private String token() {
    if (token == null || System.nanoTime() - since > FRESH) {
      token = people.token("ana");
      since = System.nanoTime();
    }
    return token;
  }
}
