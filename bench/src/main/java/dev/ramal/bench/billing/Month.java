package dev.ramal.bench.billing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.load.Organizations;
import dev.ramal.events.EventJson;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A month of one organization with very many lines: made through Kafka, summed up, exported. */
final class Month {
  private static final int CALLS_AT_ONCE = 20_000;
  private static final int SUMMARIES = 5;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final FlowRoom room;
  private final RunLog log;
  private final Results results;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String month = YearMonth.now(ZoneId.of("America/Sao_Paulo")).toString();

  Month(FlowRoom room, RunLog log, Results results) {
    this.room = room;
    this.log = log;
    this.results = results;
  }

  void measure(int lines) {
    fill(lines / FinishedCalls.LEGS);
    String token = room.room().servers().people().token("davi");
    List<Double> summaries = new ArrayList<>();
    for (int i = 0; i <= SUMMARIES; i++) {
      long begin = System.nanoTime();
      read(request(token, "/api/billing/summary?month=" + month).build());
      if (i > 0) {
        summaries.add((System.nanoTime() - begin) / 1e6);
      }
    }
    results.add(room.name(), "summary of the month", "ms", summaries);
    log.say("%s: exporting", room.name());
    export(token);
  }

  private void fill(int calls) {
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers())) {
      for (int done = 0; done < calls; done += CALLS_AT_ONCE) {
        int now = Math.min(CALLS_AT_ONCE, calls - done);
        room.workOff(
            now,
            series -> feed.sendAll(FinishedCalls.of(now, series, call -> Organizations.of(0))));
        log.say("%s: %d lines", room.name(), (done + now) * FinishedCalls.LEGS);
      }
    }
  }

  private void export(String token) {
    long begin = System.nanoTime();
    JsonNode made =
        read(
            request(token, "/api/billing/exports")
                .POST(BodyPublishers.ofString("{\"month\":\"" + month + "\"}"))
                .build());
    double seconds = (System.nanoTime() - begin) / 1e9;
    results.add(room.name(), "export made", "s", seconds);
    begin = System.nanoTime();
    long bytes = download(request(token, made.path("file").asText()).build());
    results.add(room.name(), "file read", "s", (System.nanoTime() - begin) / 1e9);
    results.add(room.name(), "file", "MB", bytes / 1e6);
    results.add(room.name(), "rows", "", made.path("rows").asLong());
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(URI.create(room.room().service("billing-service").url() + path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private JsonNode read(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new ServerFailure(
            request.uri() + " was answered " + answer.statusCode() + " " + answer.body());
      }
      return EventJson.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new ServerFailure(request.uri() + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    }
  }

  private long download(HttpRequest request) {
    try (InputStream file = http.send(request, BodyHandlers.ofInputStream()).body()) {
      long bytes = 0;
      byte[] buffer = new byte[64 * 1024];
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        bytes += read;
      }
      return bytes;
    } catch (IOException e) {
      throw new ServerFailure(request.uri() + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    }
  }
}
