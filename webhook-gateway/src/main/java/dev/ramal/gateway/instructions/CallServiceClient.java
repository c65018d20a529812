package dev.ramal.gateway.instructions;

import dev.ramal.gateway.carriers.VoiceAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The internal address of call-service that decides what a call does next. */
@RegisterRestClient(configKey = "call-service")
@Path("/internal/voice")
public interface CallServiceClient {

  @POST
  @Path("/{step}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Uni<VoiceAnswer> decide(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("step") String step,
      InstructionRequest request);
}
