package dev.ramal.billing.savings;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.WalkUsages;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Savings over HTTP. */
@Path("/api/billing/savings")
@Tag(name = "What-if")
class SavingsResource {
  private final Caller caller;
  private final MonthRange months;
  private final ReadTransactions reads;
  private final LedgerRepository ledger;
  private final WalkUsages walk;
  private final TariffRepository tariffs;
  private final SqlTransactions transactions;

  SavingsResource(
      Caller caller,
      MonthRange months,
      ReadTransactions reads,
      LedgerRepository ledger,
      WalkUsages walk,
      TariffRepository tariffs,
      SqlTransactions transactions) {
    this.caller = caller;
    this.months = months;
    this.reads = reads;
    this.ledger = ledger;
    this.walk = walk;
    this.tariffs = tariffs;
    this.transactions = transactions;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getSavings",
      summary = "What one carrier saves against another in a month, and could save",
      description =
          "Of Telnyx against Twilio unless others are named. Each use is compared with what the"
              + " other carrier would have cost by the tariff that rated it. A million entries take"
              + " some tens of seconds.")
  @APIResponse(
      responseCode = "200",
      description = "sums, and the same by meter, class and leg",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SavingsView.class)))
  @APIResponse(responseCode = "400", description = "no month, or no two carriers")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<SavingsView> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @QueryParam("of") @Schema(implementation = Carrier.class, defaultValue = "telnyx") String of,
      @QueryParam("against") @Schema(implementation = Carrier.class, defaultValue = "twilio")
          String against) {
    TenantId tenant = caller.tenant();
    BillingMonth asked = months.requestedOrCurrent(month, "month");
    Carrier whose = carrier("of", of, Carrier.TELNYX);
    Carrier other = carrier("against", against, Carrier.TWILIO);
    if (whose == other) {
      throw BillingProblems.unknownFilter(
          "against",
          Carrier.known().stream()
              .filter(known -> known != whose)
              .map(Carrier::wire)
              .toArray(String[]::new));
    }
    return transactions
        .inTenant(tenant, sql -> tariffs.ratesWith(sql, tenant, null))
        .chain(rates -> compared(tenant, asked, rates, whose, other))
        .map(compared -> SavingsView.of(asked, whose, other, compared));
  }

  private Uni<CompareCarriers> compared(
      TenantId tenant, BillingMonth month, RateUsage rates, Carrier of, Carrier against) {
    CompareCarriers compare = new CompareCarriers(rates, of, against);
    return reads
        .read(tenant, ledger::snapshot)
        .chain(snapshot -> walk.walk(tenant, month, snapshot, compare::add))
        .replaceWith(compare);
  }

  private static Carrier carrier(String field, String word, Carrier usual) {
    try {
      return word == null ? usual : Carrier.of(word);
    } catch (IllegalArgumentException e) {
      throw BillingProblems.unknownFilter(field, Carrier.words());
    }
  }
}
