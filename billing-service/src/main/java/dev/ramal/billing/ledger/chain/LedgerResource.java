package dev.ramal.billing.ledger.chain;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hash chain of the ledger over HTTP. */
@Path("/api/billing/ledger")
@Tag(name = "Ledger", description = "Whether the ledger is what it was")
public class LedgerResource {
  /** What fits a bigint. */
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

  private final Caller caller;
  private final ReadTransactions reads;
  private final ChainRepository chain;
  private final VerifyChain verifyChain;

  LedgerResource(
      Caller caller, ReadTransactions reads, ChainRepository chain, VerifyChain verifyChain) {
    this.caller = caller;
    this.reads = reads;
    this.chain = chain;
    this.verifyChain = verifyChain;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "getLedger",
      summary = "How many entries the ledger has, and the hash of the newest sealed one",
      description =
          "Each entry is sealed a few seconds after it was written: its hash covers the entry and"
              + " the hash before it. Keep position and hash outside: getLedgerVerification from"
              + " there tells whether anything before was changed.")
  @APIResponse(
      responseCode = "200",
      description = "the head of the chain",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ChainHead.class)))
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<ChainHead> get() {
    TenantId tenant = caller.tenant();
    return reads.read(tenant, connection -> chain.head(connection, tenant));
  }

  @GET
  @Path("/verification")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "getLedgerVerification",
      summary = "Recomputes the chain from the entries as they stand",
      description =
          "At most 200,000 entries at once: while complete is false, ask again with after=through.")
  @APIResponse(
      responseCode = "200",
      description = "what came out",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ChainVerification.class)))
  @APIResponse(responseCode = "400", description = "after is no position")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<ChainVerification> verify(
      @QueryParam("after") @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0")
          String after) {
    long from = after == null ? 0 : position(after);
    TenantId tenant = caller.tenant();
    return verifyChain.part(tenant, from);
  }

  private static long position(String text) {
    if (!POSITION.matcher(text).matches()) {
      throw BillingProblems.badPosition("after");
    }
    return Long.parseLong(text);
  }
}
