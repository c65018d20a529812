package dev.ramal.testkit.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

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
