package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
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
  @Path("/crm/v2/contacts")
  Uni<JsonNode> createContact(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, Wrapped<NewContact> contact);

  @POST
  @Path("/crm/v2/deals")
  Uni<JsonNode> createDeal(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, Wrapped<NewDeal> deal);

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

  @GET
  @Path("/crm/v2/webhooks")
  Uni<JsonNode> webhooks(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("page[number]") int page,
      @QueryParam("page[size]") int pageSize);

  @POST
  @Path("/crm/v2/webhooks")
  Uni<JsonNode> createWebhook(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, Wrapped<NewWebhook> webhook);

  @DELETE
  @Path("/crm/v2/webhooks/{id}")
  Uni<Void> deleteWebhook(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") String id);

  @GET
  @Path("/crm/v2/deals/{deal}")
  Uni<JsonNode> deal(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("deal") String dealId);

  @PUT
  @Path("/crm/v2/deals/{deal}")
  Uni<JsonNode> updateDeal(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("deal") String dealId,
      Wrapped<DealUpdate> update);

  @POST
  @Path("/crm/v2/tasks")
  Uni<JsonNode> createTask(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, Wrapped<NewTask> task);

  @GET
  @Path("/crm/v2/tasks")
  Uni<JsonNode> tasks(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("filter") String filter,
      @QueryParam("sort[updated_at]") String sort,
      @QueryParam("page[number]") int page,
      @QueryParam("page[size]") int pageSize);

  @GET
  @Path("/crm/v2/users")
  Uni<JsonNode> users(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("filter") String filter,
      @QueryParam("page[number]") int page,
      @QueryParam("page[size]") int pageSize);

  /** {@code {"data":{…}}}. */
  record Wrapped<T>(T data) {}

  /** What is written of a contact. */
  record NewContact(String name, List<Phone> phones) {
    record Phone(String phone, String type) {}
  }

  /**
   * What is written of a deal.
   *
   * @param stageId null for the stage that RD Station chooses
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NewDeal(
      String name,
      @JsonProperty("stage_id") String stageId,
      @JsonProperty("contact_ids") List<String> contactIds) {}

  /** What is asked for of an event; the header is known from others' code alone. */
  record NewWebhook(
      String name,
      @JsonProperty("event_name") String eventName,
      @JsonProperty("http_method") String httpMethod,
      String url,
      @JsonProperty("auth_header") String authHeader,
      @JsonProperty("auth_key") String authKey) {}

  /**
   * What is changed of a deal; what is null stays as it is.
   *
   * @param customFields all of them: whether those that are left out would be emptied is not
   *     documented
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DealUpdate(
      @JsonProperty("stage_id") String stageId,
      @JsonProperty("custom_fields") Map<String, Object> customFields) {}

  /**
   * What is written of a task; it is made open.
   *
   * @param ownerIds null for nobody in particular
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NewTask(
      String name,
      String description,
      String type,
      @JsonProperty("due_date") String dueDate,
      @JsonProperty("deal_id") String dealId,
      @JsonProperty("owner_ids") List<String> ownerIds) {}

  /** {@code {"data":{"description":"…"}}}. */
  record NewNote(Data data) {
    record Data(String description) {}

    static NewNote of(String text) {
      return new NewNote(new Data(text));
    }
  }
}
