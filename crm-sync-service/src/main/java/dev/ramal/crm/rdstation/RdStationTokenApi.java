package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.TokenForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Where RD Station gives tokens. It is waited for longer than for anything else: a refresh token
 * rolls with its use, so an answer that nobody hears costs the connection.
 */
@RegisterRestClient(configKey = "rdstation-tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
interface RdStationTokenApi {
  @POST
  @Path("/oauth2/token")
  Uni<JsonNode> token(@BeanParam TokenForm form);
}
