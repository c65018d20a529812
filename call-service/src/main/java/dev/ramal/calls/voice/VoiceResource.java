package dev.ramal.calls.voice;

import dev.ramal.calls.carrier.VoiceRenderer.VoiceDocument;
import dev.ramal.kit.access.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The gateway asks on a carrier's behalf; a person never does. */
@Path("/internal/voice/{step}")
@RolesAllowed(Roles.SERVICE)
public class VoiceResource {
  private final AnswerVoiceStep answer;

  VoiceResource(AnswerVoiceStep answer) {
    this.answer = answer;
  }

  @POST
  @Operation(hidden = true)
  public Uni<VoiceDocument> answer(String step, @NotNull @Valid VoiceStepRequest request) {
    return answer.answer(step, request);
  }
}
