package dev.ramal.bench.finance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.events.EventJson;
import dev.ramal.servers.processes.ServerFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Asks billing-service what takes long. */
final class FinanceApi {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final MeasuredService service;
  private final String token;

  FinanceApi(MeasuredService service, String token) {
    this.service = service;
    this.token = token;
  }

  JsonNode get(String path) {
    return read(request(path).build());
  }

  JsonNode post(String path, String json) {
    return read(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  JsonNode postFile(String path, Path file) {
    return read(request(path).header("Content-Type", "text/csv").POST(bodyOf(file)).build());
  }

  /**
   * Reads a file to its end.
   *
   * @return how many bytes it had
   */
  long download(String path) {
    try (InputStream file = answered(request(path).build(), BodyHandlers.ofInputStream())) {
      return file.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new ServerFailure(path + " failed: " + e, e);
    }
  }

  private static BodyPublisher bodyOf(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new ServerFailure(file + " is not there", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service.url() + path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode read(HttpRequest request) {
    try {
      return EventJson.mapper().readTree(answered(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new ServerFailure(request.uri() + " was answered no JSON: " + e, e);
    }
  }

  private <T> T answered(HttpRequest request, BodyHandler<T> kind) {
    try {
      HttpResponse<T> answer = http.send(request, kind);
      if (answer.statusCode() / 100 != 2) {
        throw new ServerFailure(
            request.uri() + " was answered " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new ServerFailure(request.uri() + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    }
  }
}
