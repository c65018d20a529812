package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** The agent's browser gets what it logs in with at the carrier, and nobody else's does. */
public final class TakeToken implements Step {
  @Override
  public String title() {
    return "Ana's browser becomes a telephone at either carrier";
  }

  @Override
  public void play(Scene scene) {
    Api ana = Cast.AURORA.asAgent(scene);
    for (String carrier : new String[] {"twilio", "telnyx"}) {
      JsonNode token = token(ana, carrier);
      String rest = carrier.equals("twilio") ? twilio(token, token(ana, carrier)) : "";
      unless(token.path("token").asText().length() > 40, "that is no token: %s", token);
      scene.saw(
          "%s: rings at %s until %s%s"
              .formatted(
                  carrier, token.path("address").asText(), token.path("expiresAt").asText(), rest));
    }
    String other =
        scene.client().as("bruno").get("/api/agents/me").expect(200).json().path("userId").asText();
    Api.Answer refused =
        ana.post("/api/softphone/token", Map.of("carrier", "twilio", "agentId", other));
    unless(refused.status() == 403, "a token for somebody else: %d", refused.status());
    scene.saw("for another agent: 403");
  }

  private static JsonNode token(Api ana, String carrier) {
    return ana.post("/api/softphone/token", Map.of("carrier", carrier)).expect(200).json();
  }

  /** What the carrier's library reads in it. */
  private static String twilio(JsonNode token, JsonNode another) {
    JsonNode claims = claims(token);
    String identity = claims.at("/grants/identity").asText();
    unless(
        identity.equals(token.path("identity").asText())
            && claims.at("/grants/voice/incoming/allow").asBoolean(),
        "the token is not the agent's: %s",
        claims);
    unless(
        !claims.path("jti").equals(claims(another).path("jti")), "two tokens are one: %s", claims);
    return ", as " + identity;
  }

  private static JsonNode claims(JsonNode token) {
    try {
      return StateJson.mapper()
          .readTree(Base64.getUrlDecoder().decode(token.path("token").asText().split("\\.")[1]));
    } catch (IOException e) {
      throw new StepFailure("the token cannot be read: " + token, e);
    }
  }
}
