package dev.ramal.bench.entry;

import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks one address again and again, on one connection that stays open. */
final class Asker {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;

  Asker(String address, String token) {
    this.request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .build();
  }

  /**
   * @return nanoseconds until the whole answer was there
   * @throws ServerFailure for any answer but a 200
   */
  long ask() {
    long begin = System.nanoTime();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new ServerFailure(request.uri() + " answers " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new ServerFailure(request.uri() + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted");
    }
    return System.nanoTime() - begin;
  }
}
