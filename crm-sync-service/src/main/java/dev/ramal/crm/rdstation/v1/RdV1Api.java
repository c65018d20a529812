package dev.ramal.crm.rdstation.v1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The operations of RD Station CRM v1 that we use. It wants the token in the address; {@link
 * RedactToken} keeps it out of traces.
 *
 * <p>Answers stay trees: values may be missing, empty or of a second shape.
 */
@RegisterRestClient(configKey = "rdstation-v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface RdV1Api {
  /** Whose token it is: {@code {email, name, organization}}. */
  @GET
  @Path("/token/check")
  Uni<JsonNode> check(@QueryParam("token") String token);

  @GET
  @Path("/users")
  Uni<JsonNode> users(@QueryParam("token") String token, @QueryParam("limit") int limit);

  @GET
  @Path("/contacts")
  Uni<JsonNode> contacts(
      @QueryParam("token") String token,
      @QueryParam("phone") String phone,
      @QueryParam("limit") int limit);

  @GET
  @Path("/contacts/{contact}")
  Uni<JsonNode> contact(@QueryParam("token") String token, @PathParam("contact") String contactId);

  @GET
  @Path("/deals/{deal}")
  Uni<JsonNode> deal(@QueryParam("token") String token, @PathParam("deal") String dealId);

  @POST
  @Path("/activities")
  Uni<JsonNode> write(@QueryParam("token") String token, NewActivity activity);

  @GET
  @Path("/activities")
  Uni<JsonNode> activities(
      @QueryParam("token") String token,
      @QueryParam("deal_id") String dealId,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  @POST
  @Path("/tasks")
  Uni<JsonNode> createTask(@QueryParam("token") String token, NewTask task);

  @GET
  @Path("/tasks")
  Uni<JsonNode> tasks(
      @QueryParam("token") String token,
      @QueryParam("deal_id") String dealId,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  /**
   * {@code {"task":{…}}}; all but the notes are required.
   *
   * @param task as v1 documents it, with the {@code user_ids} that it is known to take
   */
  record NewTask(Data task) {
    record Data(
        @JsonProperty("deal_id") String dealId,
        @JsonProperty("user_ids") List<String> userIds,
        String subject,
        String type,
        String date,
        String hour,
        String notes) {}
  }

  /** {@code {"activity":{…}}}; all three are required. */
  record NewActivity(Data activity) {
    record Data(
        @JsonProperty("deal_id") String dealId,
        @JsonProperty("user_id") String userId,
        String text) {}

    static NewActivity of(String dealId, String userId, String text) {
      return new NewActivity(new Data(dealId, userId, text));
    }
  }
}
