package dev.ramal.bench.deadletters;

import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.JsonApi;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What one of the operator's people asks about a million letters: lists, a dry run, a redrive. */
final class AskedLetters {
  private static final String PATH = "/api/ops/dead-letters";
  private static final String OPERATOR = "nina";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int LOOKS = 5;

  private static final JsonArray PATCH =
      new JsonArray()
          .add(
              new JsonObject()
                  .put("op", "move")
                  .put("from", "/" + WrittenLetters.WRONG)
                  .put("path", "/" + WrittenLetters.FIELD));

  private final Room room;
  private final JsonApi api;
  private final String token;

  AskedLetters(Room room, MeasuredService service) {
    this.room = room;
    this.api = new JsonApi(service.url(), LIMIT);
    this.token = room.servers().people().token(OPERATOR);
  }

  void measure(RunLog log, Results results) {
    look("topics", results);
    JsonObject cluster = look("clusters", results).getJsonArray("items").getJsonObject(0);
    int letters = cluster.getInteger("waiting");
    JsonObject selection =
        new JsonObject()
            .put("topic", WrittenLetters.TOPIC)
            .put("fingerprint", cluster.getString("fingerprint"))
            .put("patch", PATCH);
    String who = room.name();
    log.say("%s: a dry run and a redrive of %,d letters", who, letters);
    long begin = System.nanoTime();
    JsonObject tried = api.post(PATH + "/dry-run", token, selection.copy().put("most", letters));
    results.add(who, "dry run of %,d letters".formatted(letters), "s", DlqBench.since(begin));
    expect(tried, "valid", letters);
    begin = System.nanoTime();
    JsonObject sent = api.post(PATH + "/redrives", token, selection.put("quota", letters));
    results.add(who, "redrive of them, until answered", "s", DlqBench.since(begin));
    expect(sent, "letters", letters);
    String report = PATH + "/redrives/" + sent.getString("id");
    while (!new JsonObject(api.get(report, token)).getString("state").equals("published")) {
      Waiting.pause(LOOK_AGAIN);
    }
    results.add(who, "redrive of them, until published", "s", DlqBench.since(begin));
  }

  private JsonObject look(String what, Results results) {
    Latencies latencies = new Latencies();
    JsonObject answer = null;
    for (int i = 0; i < LOOKS; i++) {
      long begin = System.nanoTime();
      answer = new JsonObject(api.get(PATH + "/" + what, token));
      latencies.add(System.nanoTime() - begin);
    }
    results.add(room.name(), what + " answered, p50", "ms", latencies.percentile(0.5));
    return answer;
  }

  private static void expect(JsonObject answer, String field, int letters) {
    if (answer.getInteger(field) != letters) {
      throw new ServerFailure("%s are not %,d: %s".formatted(field, letters, answer));
    }
  }
}
