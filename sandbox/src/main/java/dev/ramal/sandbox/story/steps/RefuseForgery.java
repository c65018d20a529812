package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Callbacks that the carrier did not sign change nothing. */
public final class RefuseForgery implements Step {
  @Override
  public String title() {
    return "A stranger's webhooks are refused";
  }

  @Override
  public void play(Scene scene) {
    String base = scene.client().status().webhookBaseUrl();
    String call = scene.kept("twilio call", String.class);
    String twilio = scene.client().connection("aurora", "twilio").id();
    String telnyx = scene.client().connection("aurora", "telnyx").id();
    int first =
        post(
            base + "/webhooks/twilio/" + twilio + "/call-status?call=" + call + "&leg=lead",
            "application/x-www-form-urlencoded",
            Map.of("X-Twilio-Signature", "Zm9yZ2VkIHNpZ25hdHVyZSBoZXJlIQ=="),
            "CallSid=CA00000000000000000000000000000000&CallStatus=failed");
    unless(first == 403, "a forged Twilio callback was answered %d, not 403", first);
    int second =
        post(
            base + "/webhooks/telnyx/" + telnyx,
            "application/json",
            Map.of(
                "telnyx-timestamp",
                "" + java.time.Instant.now().getEpochSecond(),
                "telnyx-signature-ed25519",
                "Zm9yZ2Vk"),
            "{\"data\":{\"event_type\":\"call.hangup\"}}");
    unless(second == 403, "a forged Telnyx callback was answered %d, not 403", second);
    String status =
        scene.client().as("ana").get("/api/calls/" + call).json().path("status").asText();
    unless(status.equals("completed"), "the forgery changed the call to %s", status);
    scene.saw("403 for both carriers; the call is still completed");
  }

  private static int post(String url, String type, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new SandboxFailure(url + " had no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while posting to " + url, e);
    }
  }
}
