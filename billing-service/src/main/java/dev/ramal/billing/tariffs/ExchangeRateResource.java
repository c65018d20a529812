package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.rating.Amounts;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.tariffs.ExchangeRateRepository.EnteredRate;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exchange rates over HTTP. */
@Path("/api/billing/exchange-rates")
@Tag(name = "Exchange rates", description = "What a unit of a currency costs in reais, from a day")
public class ExchangeRateResource {
  private static final String WHY = "exchange rates belong to no organization";

  private final Caller caller;
  private final ExchangeRateRepository rates;
  private final TenantTransactions transactions;
  private final SqlTransactions reads;
  private final Clock clock;

  ExchangeRateResource(
      Caller caller,
      ExchangeRateRepository rates,
      TenantTransactions transactions,
      SqlTransactions reads,
      Clock clock) {
    this.caller = caller;
    this.rates = rates;
    this.transactions = transactions;
    this.reads = reads;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "listExchangeRates",
      summary = "All exchange rates and their corrections, by currency, newest first",
      description = "Of several versions of one day the newest converts what comes.")
  public Uni<Page<RateView>> list() {
    return reads
        .acrossTenants(WHY, rates::all)
        .map(all -> Page.whole(all.stream().map(RateView::of).toList()));
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "enterExchangeRate",
      summary = "Enters an exchange rate",
      description =
          "Rates are never changed. A rate that was entered wrong is corrected by another version"
              + " of the same day: corrects names the version that is wrong. It moves no cost by"
              + " itself, nor does a note on an old call: it converts what is rated or priced from"
              + " then on. Costs that waited for a rate are brought with POST"
              + " /api/billing/unrateable/rerate.")
  @APIResponse(
      responseCode = "201",
      description = "entered",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RateView.class)))
  @APIResponse(responseCode = "400", description = "no currency, or the rate has not its form")
  @APIResponse(
      responseCode = "409",
      description = "the currency has a rate from that day, or not that newest version")
  public Uni<Response> enter(@NotNull @Valid ExchangeRateRequest request) {
    ExchangeRate rate = request.toRate();
    String enteredBy = caller.username();
    Integer wrong = request.corrects();
    return transactions
        .acrossTenants(
            WHY,
            session ->
                wrong == null
                    ? rates.addIfAbsent(session, rate, enteredBy)
                    : rates.correct(session, rate, wrong, enteredBy))
        .map(
            added -> {
              if (!added) {
                throw wrong == null
                    ? TariffProblems.exchangeRateExists(rate.currency(), rate.from())
                    : TariffProblems.notTheNewestRate(rate.currency(), rate.from());
              }
              return Response.created(URI.create("/api/billing/exchange-rates"))
                  .entity(
                      new RateView(
                          rate.currency(),
                          rate.from(),
                          rate.brl(),
                          rate.source(),
                          wrong == null ? 1 : wrong + 1,
                          enteredBy,
                          clock.instant()))
                  .build();
            });
  }

  /**
   * A version of a rate.
   *
   * @param from first day, America/Sao_Paulo
   * @param brl reais for one unit
   * @param version from 1; a higher one corrects a lower one of the same day
   */
  @Schema(name = "ExchangeRate")
  public record RateView(
      String currency,
      LocalDate from,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal brl,
      String source,
      int version,
      String enteredBy,
      Instant enteredAt) {
    static RateView of(EnteredRate entered) {
      ExchangeRate rate = entered.rate();
      return new RateView(
          rate.currency(),
          rate.from(),
          rate.brl(),
          rate.source(),
          entered.version(),
          entered.enteredBy(),
          entered.enteredAt());
    }
  }

  /**
   * @param currency ISO 4217, as in USD
   * @param from first day, America/Sao_Paulo
   * @param brl reais for one unit, as text: 5.43
   * @param source where it was read
   * @param corrects version of the same day that is wrong; left out for a day without a rate
   */
  @Schema(
      examples =
"""
{"currency": "USD", "from": "2027-01-04", "brl": "5.43", "source": "Banco Central, PTAX"}
""")
  public record ExchangeRateRequest(
      @NotNull @Pattern(regexp = "[A-Z]{3}", message = "is written as in USD") String currency,
      @NotNull LocalDate from,
      @NotNull
          @Pattern(
              regexp = Amounts.EXCHANGE_RATE,
              message = "has at most 9 digits before and 8 behind the decimal point: 5.43")
          String brl,
      @NotBlank @Size(max = 200) String source,
      @Min(1) Integer corrects) {

    ExchangeRate toRate() {
      BigDecimal reais = new BigDecimal(brl);
      if (reais.signum() == 0) {
        throw TariffProblems.badExchangeRate("brl", "is more than nothing");
      }
      if ("BRL".equals(currency) || !isCurrency()) {
        throw TariffProblems.badExchangeRate("currency", "is no foreign currency");
      }
      return new ExchangeRate(currency, from, reais, source);
    }

    private boolean isCurrency() {
      try {
        return Currency.getInstance(currency) != null;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
