package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Jobs of one service that wait for a person. A service that shows its own gives them a path by a
 * class of its own: {@code @Path("/api/calls/dead-jobs") class DeadCalls extends DeadJobsResource}.
 */
@Tag(name = "Dead jobs", description = "Work that was given up and waits for a person")
public abstract class DeadJobsResource {
  @Inject Caller caller;
  @Inject SqlTransactions transactions;
  @Inject DeadJobs deadJobs;
  @Inject RedriveDeadJob redriveDeadJob;

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  @SecurityRequirement(
      name = "bearer",
      scopes = {Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "listDeadJobsOf{Resource}",
      summary = "Work that was given up and waits for a person, the latest first")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeadJobPage.class)))
  public Uni<Response> list(
      @QueryParam("queue") @Parameter(description = "Without it those of all queues") String queue,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions.inTenant(tenant, sql -> deadJobs.list(sql, tenant, queue, behind, most)),
        job -> new Cursor(job.diedAt(), job.id()));
  }

  @POST
  @Path("/{id}/redrive")
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  @SecurityRequirement(
      name = "bearer",
      scopes = {Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "redriveDeadJobOf{Resource}",
      summary = "Send one on its way again; what may have been done is asked about first")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way; the job as it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeadJob.class)))
  @APIResponse(responseCode = "404", description = "No such dead job")
  @APIResponse(
      responseCode = "409",
      description = "It could do nothing, or harm; the detail says what to do instead")
  public Uni<Response> redrive(String id) {
    return redriveDeadJob.redrive(caller.tenant(), id).map(job -> Response.accepted(job).build());
  }

  /** For the OpenAPI document only. */
  record DeadJobPage(List<DeadJob> items, @Schema(nullable = true) String next) {}
}
