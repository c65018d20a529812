package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The operations of RD Station CRM v2 that we use.
 *
 * <p>Answers stay trees: values may be missing, empty or of a second shape, and a reader that
 * insists on one loses calls.
 */
@RegisterRestClient(configKey = "rdstation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface RdStationApi {
  @POST
  @Path("/oauth2/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  Uni<JsonNode> token(
      @FormParam("grant_type") String grantType,
      @FormParam("client_id") String clientId,
      @FormParam("client_secret") String clientSecret,
      @FormParam("refresh_token") String refreshToken);

  @GET
  @Path("/crm/v2/contacts")
  Uni<JsonNode> contacts(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("filter") String filter,
      @QueryParam("page[size]") int pageSize);

  @GET
  @Path("/crm/v2/deals")
  Uni<JsonNode> deals(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("filter") String filter,
      @QueryParam("sort[created_at]") String sort,
      @QueryParam("page[size]") int pageSize);

  @POST
  @Path("/crm/v2/deals/{deal}/notes")
  Uni<JsonNode> writeNote(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("deal") String dealId,
      NewNote note);

  @GET
  @Path("/crm/v2/deals/{deal}/notes")
  Uni<JsonNode> notes(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("deal") String dealId,
      @QueryParam("sort[registered_at]") String sort,
      @QueryParam("page[number]") int page,
      @QueryParam("page[size]") int pageSize);

  /** {@code {"data":{"description":"…"}}}. */
  record NewNote(Data data) {
    record Data(String description) {}

    static NewNote of(String text) {
      return new NewNote(new Data(text));
    }
  }
}
