package dev.ramal.bench.finance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.bench.finance.CallLog.Truth;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.Folders;
import dev.ramal.bench.room.HeapPeak;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A carrier's call log of a million lines: received, read, compared, kept. The baseline is Postgres
 * alone writing as many rows from one table into another.
 */
public final class ReconciliationBench extends FinanceBench {
  private static final String PATH =
      "/api/billing/reconciliations?carrier=twilio&again=true&month=" + StoredMonth.MONTH;

  /** Of the lines, in files of their own, while which what is alive is looked at. */
  private static final double[] PARTS = {0.1, 0.5, 1};

  /** Of a million lines. */
  private static final double WANTED_SECONDS = 90;

  /** What is alive may be so much more with ten times as many lines, and is to be the same. */
  private static final double WANTED_RATIO = 2;

  @Override
  public String name() {
    return "reconciliation";
  }

  @Override
  public String help() {
    return "seconds until a carrier's file of 1,000,000 lines (--lines) is compared, and the heap";
  }

  @Override
  void measure(Room room, int lines, int rounds, RunLog log, Results results) {
    log.say("storing %,d uses", lines);
    StoredMonth.uses(room, DATABASE, lines);
    Path file = file();
    Truth truth = CallLog.write(file, lines);
    List<Double> bare = new ArrayList<>();
    WorkTimes compared = new WorkTimes(room, "file compared");
    try (HeapPeak heap = heap(room)) {
      for (int round = 0; round < rounds; round++) {
        log.say("round %d", round + 1);
        bare.add(seconds(() -> copy(room, lines)));
        JsonNode[] made = new JsonNode[1];
        compared.by(() -> made[0] = api(room).postFile(PATH, file));
        check(made[0], truth);
      }
      double copied = results.add("bare", "as many rows copied by Postgres", "s", bare);
      double taken = compared.report(results);
      results.wantAtMost("file compared", wanted(WANTED_SECONDS, lines), "s", taken);
      results.add(room.name(), "of the copy", "×", taken / copied);
      results.add(room.name(), "lines", "/s", lines / taken);
      results.add(room.name(), "largest heap seen", "MB", heap.megabytes());
    }
    results.add(room.name(), "file", "MB", file.toFile().length() / 1e6);
    live(room, lines, log, results);
  }

  /**
   * Whether what is alive grows with the file: the largest heap seen is for the most part garbage.
   */
  private static void live(Room room, int lines, RunLog log, Results results) {
    double first = 0;
    double last = 0;
    for (double part : PARTS) {
      int some = (int) Math.max(100, lines * part);
      log.say("what is alive while %,d lines are compared", some);
      Path file = file();
      CallLog.write(file, some);
      try (LiveHeap live = live(room)) {
        api(room).postFile(PATH, file);
        last = live.megabytes();
      }
      first = first == 0 ? last : first;
      String what = "alive of the heap at most, %,d lines".formatted(some);
      results.add(room.name(), what, "MB", last);
    }
    String ratio = "alive with %,d lines, of that with a tenth".formatted(lines);
    results.add(room.name(), ratio, "×", last / first);
    results.wantAtMost(ratio, WANTED_RATIO, "×", last / first);
  }

  private static Path file() {
    try {
      return Files.createDirectories(Folders.empty("reconciliation")).resolve("calls.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Room room, int lines) {
    try (Connection connection = room.superuser(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("create table bare_copy (like metered_uses)");
      statement.execute("insert into bare_copy select * from metered_uses limit " + lines);
      statement.execute("drop table bare_copy");
    } catch (SQLException e) {
      throw new ServerFailure("nothing could be copied: " + e.getMessage(), e);
    }
  }

  /** Fast and wrong would be worth nothing. */
  private static void check(JsonNode made, Truth truth) {
    expect(made, "matched", truth.matched());
    expect(made, "missing-ours", truth.missingOurs());
    expect(made, "missing-theirs", truth.missingTheirs());
    expect(made, "duration", truth.duration());
    expect(made, "price", truth.price());
    expect(made, "currency", truth.currency());
  }

  private static void expect(JsonNode made, String word, int lines) {
    int found = 0;
    for (JsonNode each : made.path("classes")) {
      found += word.equals(each.path("class").asText()) ? each.path("lines").asInt() : 0;
    }
    if (found != lines) {
      throw new ServerFailure("of class %s are %d lines, not %d".formatted(word, found, lines));
    }
  }
}
