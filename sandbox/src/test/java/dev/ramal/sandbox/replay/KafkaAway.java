package dev.ramal.sandbox.replay;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.RunningProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The broker of a sandbox stands still, as a machine that hangs, until this is closed. */
public final class KafkaAway implements AutoCloseable {
  private final SandboxClient client;
  private final HttpClient http =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

  private KafkaAway(SandboxClient client) {
    this.client = client;
  }

  public static KafkaAway begin(SandboxClient client) throws IOException, InterruptedException {
    KafkaAway away = new KafkaAway(client);
    away.signal("STOP");
    return away;
  }

  /** What Twilio hears that has an SMS for an organization, signed as Twilio does. */
  public HttpResponse<String> callback(String organization, String from)
      throws IOException, InterruptedException {
    return http.send(
        new CallbacksOfMessages(client.status().webhookBaseUrl())
            .writtenToTwilio(client.connection(organization, "twilio"), "", from)
            .request(),
        HttpResponse.BodyHandlers.ofString());
  }

  /**
   * @param check as in {@code ready}
   * @return the status of each service's answer
   */
  public Map<String, Integer> health(String check) throws IOException, InterruptedException {
    Map<String, Integer> answers = new TreeMap<>();
    for (var service : client.status().services().entrySet()) {
      URI url = URI.create(service.getValue().url() + "/q/health/" + check);
      answers.put(
          service.getKey(),
          http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode());
    }
    return answers;
  }

  /** It goes on; twice is once. */
  @Override
  public void close() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    RunningProcess kafka =
        client.status().processes().stream()
            .filter(process -> process.name().equalsIgnoreCase("kafka"))
            .findFirst()
            .orElseThrow();
    int code = new ProcessBuilder(List.of("kill", "-" + name, "" + kafka.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " ended with " + code);
    }
  }
}
