package dev.ramal.testkit.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The document of the service under test, as the service itself serves it. */
public final class ServedContract {
  private static OpenApiContract read;

  private ServedContract() {}

  /** The same however often the service is started anew: it is made when the service is built. */
  static synchronized OpenApiContract at(int port) {
    if (read == null) {
      read = new OpenApiContract(document(port));
    }
    return read;
  }

  /** An answer of the service keeps to its document, or the test that got it fails. */
  public static void hold(int port, ServedAnswer answer) {
    List<String> breaches = at(port).breaches(answer);
    if (!breaches.isEmpty()) {
      throw new AssertionError(
          "%s %s answered %d otherwise than its OpenAPI document says: %s%n%s"
              .formatted(answer.method(), answer.path(), answer.status(), breaches, answer.text()));
    }
  }

  public static String document(int port) {
    URI address = URI.create("http://localhost:" + port + "/q/openapi?format=json");
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(address + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(address + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
