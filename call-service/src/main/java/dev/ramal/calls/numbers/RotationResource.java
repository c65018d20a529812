package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the numbers are chosen that the organization's calls show. */
@Path("/api/numbers/rotation")
@Tag(name = "Numbers", description = "Telephone numbers: search, buy, assign, release")
class RotationResource {
  private static final int MOST = 200;

  private final Caller caller;
  private final SqlTransactions transactions;
  private final RotationRepository repository;

  RotationResource(Caller caller, SqlTransactions transactions, RotationRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  /**
   * @param policy first, round-robin, random, least-used or same-area
   */
  @Schema(name = "CampaignRotation")
  record OfCampaign(
      String campaignId, @Schema(implementation = RotationPolicy.class) String policy) {}

  /**
   * @param policy of all calls
   * @param campaigns those that want it otherwise
   */
  @Schema(
      name = "NumberRotation",
      examples =
"""
{"policy": "round-robin", "campaigns": [{"campaignId": "spring", "policy": "same-area"}]}
""")
  record Settings(
      @Schema(required = true, implementation = RotationPolicy.class) String policy,
      List<OfCampaign> campaigns) {

    List<OfCampaign> ofCampaigns() {
      return campaigns == null ? List.of() : campaigns;
    }

    void check() {
      Problem problem = CallProblems.BAD_NUMBER;
      if (RotationPolicy.find(policy).isEmpty()) {
        problem = problem.field("policy", "is no way to choose", RotationPolicy.words());
      }
      if (ofCampaigns().size() > MOST) {
        problem = problem.field("campaigns", "has at most " + MOST);
      }
      Set<String> named = new TreeSet<>();
      for (int i = 0; i < ofCampaigns().size(); i++) {
        OfCampaign one = ofCampaigns().get(i);
        String field = "campaigns[" + i + "]";
        String id = one == null ? null : one.campaignId();
        if (id == null || id.isBlank() || id.length() > 100 || !named.add(id)) {
          problem = problem.field(field + ".campaignId", "must be 1 to 100 characters, each once");
        }
        if (one == null || RotationPolicy.find(one.policy()).isEmpty()) {
          problem = problem.field(field + ".policy", "is no way to choose", RotationPolicy.words());
        }
      }
      if (!problem.errors().isEmpty()) {
        throw problem.exception();
      }
    }
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getNumberRotation",
      summary = "How the number is chosen that a call shows where nobody chose one")
  @APIResponse(responseCode = "200", description = "The settings; the first number until then")
  public Uni<Settings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> repository.of(sql, tenant));
  }

  @PUT
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "changeNumberRotation",
      summary = "Say how the number is chosen that a call shows where nobody chose one",
      description =
          "Replaces all of it. The agent's own number comes before the campaign's, that before the"
              + " pool.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<Settings> change(@NotNull Settings settings) {
    settings.check();
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant,
        sql ->
            repository.replace(sql, tenant, settings, by).chain(() -> repository.of(sql, tenant)));
  }
}
