package dev.ramal.crm.hubspot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.TokenForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
 * The operations of HubSpot that we use, of the version 2026-09; the older versions end in
 * September 2027. Answers stay trees, as properties may be missing or null. All values of
 * properties are texts.
 */
@RegisterRestClient(configKey = "hubspot")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface HubSpotApi {
  @POST
  @Path("/oauth/2026-09/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  Uni<JsonNode> token(@BeanParam TokenForm form);

  @POST
  @Path("/crm/objects/2026-09/contacts/search")
  Uni<JsonNode> searchContacts(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, Search search);

  @GET
  @Path("/crm/objects/2026-09/deals/{deal}")
  Uni<JsonNode> deal(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("deal") String dealId,
      @QueryParam("associations") String kind);

  @POST
  @Path("/crm/objects/2026-09/{kind}/batch/read")
  Uni<JsonNode> read(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("kind") String kind,
      Batch batch);

  @POST
  @Path("/crm/associations/2026-09/{kind}/{other}/batch/read")
  Uni<JsonNode> associated(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("kind") String kind,
      @PathParam("other") String other,
      From from);

  @POST
  @Path("/crm/objects/2026-09/{kind}")
  Uni<JsonNode> create(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("kind") String kind,
      NewRecord made);

  /**
   * Groups of which one must be met.
   *
   * @param after where the page begins; 0 for the first
   */
  record Search(
      List<Group> filterGroups,
      List<String> properties,
      List<String> sorts,
      int limit,
      String after) {
    record Group(List<In> filters) {
      /** Whether a property is one of some texts. */
      static Group of(String property, List<String> values) {
        return new Group(List.of(new In(property, "IN", values)));
      }
    }

    record In(String propertyName, String operator, List<String> values) {}

    static Search of(List<Group> groups, List<String> properties, int limit) {
      return new Search(groups, properties, List.of(), limit, "0");
    }
  }

  /** Records by their ids. */
  record Batch(List<Id> inputs, List<String> properties, List<String> propertiesWithHistory) {
    static Batch of(List<String> ids, List<String> properties) {
      return new Batch(ids.stream().map(Id::new).toList(), properties, List.of());
    }
  }

  record Id(String id) {}

  /** One record, whose associations are asked for. */
  record From(List<Page> inputs) {
    /**
     * @param after null for the first page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(String id, String after) {}

    static From of(String id, String after) {
      return new From(List.of(new Page(id, after)));
    }
  }

  /** A record that is to be made. */
  record NewRecord(Map<String, String> properties, List<Association> associations) {}

  /** What a new record belongs to. */
  record Association(Id to, List<Type> types) {
    record Type(String associationCategory, int associationTypeId) {}

    static Association of(String id, int typeId) {
      return new Association(new Id(id), List.of(new Type("HUBSPOT_DEFINED", typeId)));
    }
  }
}
