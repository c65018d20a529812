package dev.ramal.calls.flow;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The gateway asks on a carrier's behalf; a person never does. */
@Path("/internal/voice/{step}")
@RolesAllowed("service")
public class InstructionsResource {
  private final TellLeg tell;

  InstructionsResource(TellLeg tell) {
    this.tell = tell;
  }

  @POST
  @Operation(hidden = true)
  public Uni<Spoken> answer(String step, @NotNull @Valid Instruction instruction) {
    return tell.tell(step, instruction);
  }
}
