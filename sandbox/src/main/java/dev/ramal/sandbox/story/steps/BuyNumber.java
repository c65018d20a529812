package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A number is found with its price, ordered with its papers, had at the carrier, given back. */
public record BuyNumber(String carrier) implements Step {
  @Override
  public String title() {
    return "Carla finds a number of São Paulo at " + carrier + ", buys it and gives it back";
  }

  @Override
  public void play(Scene scene) {
    Api carla = Cast.AURORA.asAdmin(scene);
    JsonNode offer =
        carla
            .get("/api/numbers/available?areaCode=11&carrier=" + carrier)
            .expect(200)
            .json()
            .at("/items/0");
    String number = offer.path("number").asText();
    unless(
        number.startsWith("+5511") && offer.at("/monthlyPrice/amount").isTextual(),
        "nothing is offered with a price: %s",
        offer);
    scene.saw(
        "%s a month: %s %s"
            .formatted(
                number,
                offer.at("/monthlyPrice/amount").asText(),
                offer.at("/monthlyPrice/currency").asText()));
    Map<String, Object> order = new HashMap<>(Map.of("number", number, "carrier", carrier));
    JsonNode papers = carla.post("/api/numbers", order).expect(422).json();
    unless(papers.path("code").asText().equals("CALLS-0322"), "refused otherwise: %s", papers);
    scene.saw("without papers: 422, " + papers.at("/errors/0/field").asText() + " is missing");
    order.putAll(
        new PapersAtCarrier(ownApi(scene), scene.client().control(), account(scene)).approved());
    String id = carla.post("/api/numbers", order).expect(202).json().path("id").asText();
    scene.expect(id, "NumberAcquired");
    becomes(scene, id, "active");
    unless(isHad(scene, number), "%s does not know that the account has it", carrier);
    carla.delete("/api/numbers/" + id).expect(202);
    becomes(scene, id, "released");
    unless(!isHad(scene, number), "%s still has it in the account", carrier);
    scene.expect(id, "NumberReleased");
  }

  private static void becomes(Scene scene, String id, String state) {
    Api carla = Cast.AURORA.asAdmin(scene);
    scene.await(
        "it is " + state,
        () ->
            Optional.of(carla.get("/api/numbers/" + id).expect(200).json())
                .filter(number -> number.path("state").asText().equals(state)));
  }

  /** As the carrier's own API says. */
  private boolean isHad(Scene scene, String number) {
    String list =
        carrier.equals("twilio")
            ? "/2010-04-01/Accounts/%s/IncomingPhoneNumbers.json?PageSize=100"
                .formatted(account(scene).accountSid())
            : "/phone_numbers?page%5Bsize%5D=100";
    return ownApi(scene).get(list).expect(200).body().contains(number);
  }

  private ConnectionStatus account(Scene scene) {
    return scene.client().connection("aurora", carrier);
  }

  private Api ownApi(Scene scene) {
    ConnectionStatus account = account(scene);
    return Api.at(scene.client().status().simulators().get(carrier))
        .with(
            "Authorization",
            carrier.equals("twilio") ? "Basic " + basic(account) : "Bearer " + account.apiKey());
  }

  private static String basic(ConnectionStatus account) {
    String pair = account.accountSid() + ":" + account.authToken();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
