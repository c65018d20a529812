package dev.ramal.bench.finance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.HeapPeak;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A month of a million lines priced again as another carrier's, and by another tariff; what one
 * carrier saves; margins. The baseline is the margin: one statement that reads the same entries.
 */
public final class WhatIfBench extends FinanceBench {
  /** Of a million lines. */
  private static final double WANTED_SECONDS = 60;

  private static final String TARIFF =
      """
      {"month": "%s", "draft": {"version": "bench", "validFrom": "2026-01-01T03:00:00Z",
        "source": "bench", "rules": [
        {"id": "voz", "meter": "voice-minute", "increments": {"minimum": 60, "increment": 60},
         "cost": {"perUnit": "0.02", "currency": "USD"}, "price": {"perUnit": "0.50"}}]}}
      """
          .formatted(StoredMonth.MONTH);

  /**
   * What the month comes to by {@link #TARIFF}, as the database adds it up: whole minutes at 0.50,
   * so that no line has a fraction of a cent.
   */
  private static final String REFERENCE =
      """
      select sum(ceil(used_quantity / 60.0) * 0.50) from ledger_entries
      where tenant = 'aurora' and month = '%s'
      """
          .formatted(StoredMonth.MONTH);

  private static final String CARRIER =
      "{\"month\": \"%s\", \"carrier\": \"telnyx\"}".formatted(StoredMonth.MONTH);

  @Override
  public String name() {
    return "what-if";
  }

  @Override
  public String help() {
    return "seconds until a month of 1,000,000 lines (--lines) is priced again, and the heap";
  }

  @Override
  void measure(Room room, int lines, int rounds, RunLog log, Results results) {
    log.say("storing %,d lines of the ledger", lines);
    StoredMonth.entries(room, DATABASE, lines);
    BigDecimal expected = expected(room);
    List<Double> margins = new ArrayList<>();
    WorkTimes tariffs = new WorkTimes(room, "another tariff");
    WorkTimes carriers = new WorkTimes(room, "another carrier");
    List<Double> savings = new ArrayList<>();
    String of = "?month=" + StoredMonth.MONTH;
    try (HeapPeak heap = heap(room)) {
      for (int round = 0; round < rounds; round++) {
        log.say("round %d", round + 1);
        margins.add(seconds(() -> api(room).get("/api/billing/margin" + of + "&by=agent")));
        tariffs.by(() -> check(check(simulated(room, TARIFF), lines), expected));
        carriers.by(() -> check(simulated(room, CARRIER), lines / 2));
        savings.add(seconds(() -> api(room).get("/api/billing/savings" + of)));
      }
      double margin = results.add("bare", "margin by agent", "s", margins);
      double tariff = tariffs.report(results);
      results.wantAtMost("another tariff", wanted(WANTED_SECONDS, lines), "s", tariff);
      results.add(room.name(), "another tariff, of the margin", "×", tariff / margin);
      results.add(room.name(), "lines by another tariff", "/s", lines / tariff);
      carriers.report(results);
      results.add(room.name(), "savings", "s", savings);
      results.add(room.name(), "largest heap seen", "MB", heap.megabytes());
    }
  }

  private static JsonNode simulated(Room room, String wish) {
    return api(room).post("/api/billing/simulations", wish);
  }

  private static JsonNode check(JsonNode simulated, int rerated) {
    if (simulated.path("rerated").asInt() != rerated) {
      throw new ServerFailure(
          "%s uses were rated again, not %d".formatted(simulated.path("rerated"), rerated));
    }
    return simulated;
  }

  private static void check(JsonNode simulated, BigDecimal expected) {
    String total = simulated.path("after").path("usageTotal").path("amount").asText("0");
    if (new BigDecimal(total).compareTo(expected) != 0) {
      throw new ServerFailure("the month comes to %s, not to %s".formatted(total, expected));
    }
  }

  private static BigDecimal expected(Room room) {
    try (Connection connection = room.superuser(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet sum = statement.executeQuery(REFERENCE)) {
      sum.next();
      return sum.getBigDecimal(1);
    } catch (SQLException e) {
      throw new ServerFailure("the month cannot be added up: " + e.getMessage(), e);
    }
  }
}
