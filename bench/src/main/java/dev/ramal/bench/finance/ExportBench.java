package dev.ramal.bench.finance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.HeapPeak;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A month of a million lines as a file: made (written once for its digest), then read, in the
 * formats that there are. The baseline is Postgres alone writing the same lines, in the same order,
 * as CSV to nowhere.
 */
public final class ExportBench extends FinanceBench {
  private static final List<String> FORMATS =
      List.of("csv", "csv-by-usage", "csv-pt-br", "parquet", "parquet-by-usage", "xlsx");

  /** Of a million lines. */
  private static final double WANTED_SECONDS = 60;

  private static final String BARE =
      """
      copy (select * from ledger_entries where tenant = 'aurora' and month = '%s'
        order by occurred_at, usage_id, number) to '/dev/null' with (format csv)
      """
          .formatted(StoredMonth.MONTH);

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String help() {
    return "seconds until a month of 1,000,000 lines (--lines) is a file, and the heap";
  }

  @Override
  void measure(Room room, int lines, int rounds, RunLog log, Results results) {
    log.say("storing %,d lines of the ledger", lines);
    StoredMonth.entries(room, DATABASE, lines);
    List<Double> bare = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      bare.add(seconds(() -> copy(room)));
    }
    results.add("bare", "the lines written by Postgres", "s", bare);
    for (String format : FORMATS) {
      log.say("%s", format);
      measure(room, format, lines, rounds, results);
    }
  }

  private static void measure(Room room, String format, int lines, int rounds, Results results) {
    WorkTimes made = new WorkTimes(room, format + " made");
    WorkTimes read = new WorkTimes(room, format + " read");
    long[] bytes = new long[1];
    try (HeapPeak heap = heap(room)) {
      for (int round = 0; round < rounds; round++) {
        JsonNode[] export = new JsonNode[1];
        made.by(() -> export[0] = made(room, format, lines));
        String file = export[0].path("file").asText();
        read.by(() -> bytes[0] = api(room).download(file));
        check(export[0], bytes[0]);
      }
      double taken = made.report(results);
      results.wantAtMost(format + " made", wanted(WANTED_SECONDS, lines), "s", taken);
      read.report(results);
      results.add(room.name(), format + ", largest heap seen", "MB", heap.megabytes());
    }
    results.add(room.name(), format + " file", "MB", bytes[0] / 1e6);
  }

  private static JsonNode made(Room room, String format, int lines) {
    JsonNode export =
        api(room)
            .post(
                "/api/billing/exports",
                "{\"month\": \"%s\", \"format\": \"%s\"}".formatted(StoredMonth.MONTH, format));
    if (export.path("rows").asLong() < lines) {
      throw new ServerFailure(export.path("rows") + " lines were exported, not " + lines);
    }
    return export;
  }

  private static void check(JsonNode export, long bytes) {
    if (export.path("bytes").asLong() != bytes) {
      throw new ServerFailure("%s bytes came, not %s".formatted(bytes, export.path("bytes")));
    }
  }

  private static void copy(Room room) {
    try (Connection connection = room.superuser(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(BARE);
    } catch (SQLException e) {
      throw new ServerFailure("nothing could be written: " + e.getMessage(), e);
    }
  }
}
