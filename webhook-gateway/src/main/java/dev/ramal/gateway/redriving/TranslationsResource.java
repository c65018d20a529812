package dev.ramal.gateway.redriving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Says what this version would make of quarantined callbacks, before anybody sends them again.
 * Publishes nothing. One of our services asks; a person never does, and no address outside leads
 * here.
 */
@Path("/internal/translations")
@RolesAllowed(Roles.SERVICE)
public class TranslationsResource {
  private static final int MOST = 200;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final TranslateAgain translateAgain;

  TranslationsResource(TranslateAgain translateAgain) {
    this.translateAgain = translateAgain;
  }

  /**
   * @param callbacks a JSON list of {@link CallbackQuarantined}
   * @return one for each, in their order
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public List<TriedTranslation> translate(String callbacks) {
    if (!translateAgain.isReady()) {
      throw Problem.busy().exception(ASK_AGAIN);
    }
    List<TriedTranslation> tried = new ArrayList<>();
    for (JsonNode callback : list(callbacks)) {
      tried.add(tried(callback));
    }
    return tried;
  }

  private TriedTranslation tried(JsonNode callback) {
    try {
      return TriedTranslation.of(
          translateAgain.translate(
              EventJson.mapper().treeToValue(callback, CallbackQuarantined.class)));
    } catch (JsonProcessingException | RuntimeException e) {
      // What breaks the translation would break it again; the others are not to wait for it.
      return TriedTranslation.refused("cannot be translated: " + e.getClass().getSimpleName());
    }
  }

  private static JsonNode list(String text) {
    JsonNode callbacks;
    try {
      callbacks = EventJson.tree(text == null ? "" : text);
    } catch (JsonProcessingException e) {
      throw bad();
    }
    if (callbacks == null || !callbacks.isArray() || callbacks.size() > MOST) {
      throw bad();
    }
    return callbacks;
  }

  private static RuntimeException bad() {
    return Problem.badFields()
        .field("body", "must be a list of at most " + MOST + " callbacks")
        .exception();
  }
}
