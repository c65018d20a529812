package dev.ramal.calls.routing;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AccountWarning;
import dev.ramal.calls.connections.AskAccounts.AskedAccount;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.CarrierError;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an account does at its carrier.
 *
 * @param disabledReason why it is not enabled although it should be; null when it is, or was
 *     switched off
 * @param account known, refused (the carrier does not take the credentials) or not-asked
 * @param detail what the carrier says, or why it was not asked; null where the account is known
 * @param numbers how many it has
 * @param warnings what should be set up otherwise at the carrier
 * @param breaker whether calls are kept away from the carrier; the same for all accounts with it
 * @param lastErrors why dials failed, the latest first; five at most
 * @param recent the last quarter of an hour, through this carrier
 * @param parts the account, its numbers and the connection to the carrier, each with a reason and
 *     since when
 */
@Schema(name = "CarrierHealth")
record HealthView(
    ConnectionId connectionId,
    @Schema(examples = "twilio") Carrier carrier,
    boolean enabled,
    @Schema(nullable = true) String disabledReason,
    @Schema(enumeration = {"known", "refused", "not-asked"}) String account,
    @Schema(nullable = true) String detail,
    int numbers,
    List<AccountWarning> warnings,
    BreakerView breaker,
    List<ErrorView> lastErrors,
    RecentView recent,
    List<PartView> parts) {

  static HealthView of(
      AskedAccount asked, KeptBreaker breaker, CarrierFigures recent, List<PartView> parts) {
    AccountCheck check = asked.check();
    return new HealthView(
        asked.id(),
        asked.carrier(),
        asked.enabled(),
        asked.disabledReason(),
        account(check),
        detail(check),
        asked.numbers(),
        check instanceof AccountCheck.Known known ? known.warnings() : List.of(),
        BreakerView.of(breaker.breaker()),
        breaker.errors().stream().map(ErrorView::of).toList(),
        RecentView.of(Optional.ofNullable(recent).orElse(CarrierFigures.NONE)),
        parts);
  }

  /**
   * How one part of an account does.
   *
   * @param part account: whether the carrier takes the credentials; numbers: whether it can show
   *     one; connectivity: whether we reach the carrier, and it us
   * @param state ok; warning: it works, and something should be otherwise; failing; unknown: the
   *     carrier did not say
   * @param reason null where it does well
   * @param since when it came into that state, as far as it was seen
   */
  @Schema(name = "AccountPart")
  record PartView(
      @Schema(implementation = Finding.Part.class) Finding.Part part,
      @Schema(implementation = Finding.State.class) Finding.State state,
      @Schema(nullable = true) String reason,
      Instant since) {}

  private static String account(AccountCheck check) {
    if (check instanceof AccountCheck.Known) {
      return "known";
    }
    return check instanceof AccountCheck.Refused ? "refused" : "not-asked";
  }

  private static String detail(AccountCheck check) {
    if (check instanceof AccountCheck.Refused refused) {
      return refused.field() + ": " + refused.reason();
    }
    return check instanceof AccountCheck.NotAsked notAsked ? notAsked.reason() : null;
  }

  /**
   * Whether calls are kept away.
   *
   * @param state closed: they are not; open: they are; half-open: it answers again, and the next
   *     dial decides
   * @param failures of dials in a row
   * @param since when it came into this state; null for one that never left it
   * @param asksAgainAt when the carrier is asked again; null unless open
   */
  @Schema(name = "CircuitBreaker")
  record BreakerView(
      @Schema(implementation = Breaker.State.class) Breaker.State state,
      int failures,
      @Schema(nullable = true) Instant since,
      @Schema(nullable = true) Instant asksAgainAt) {
    static BreakerView of(Breaker breaker) {
      return new BreakerView(breaker.state(), breaker.failures(), breaker.since(), breaker.askAt());
    }
  }

  /**
   * Why a dial failed.
   *
   * @param code the carrier's; unclear: it gave no clear answer; unreachable: no connection to it
   */
  @Schema(name = "CarrierError")
  record ErrorView(Instant at, String code, @Schema(nullable = true) String reason) {
    static ErrorView of(CarrierError error) {
      return new ErrorView(error.at(), error.code(), error.reason());
    }
  }

  /**
   * How a carrier did of late.
   *
   * @param dials legs that it was told to dial, without those whose number was refused
   * @param refused of them, for a reason of the carrier's own
   * @param unclear of them, without a clear answer, or that never reached it
   * @param meanAnswerMillis how long it took to say yes; null while it took nothing
   * @param ended calls whose lead was rung
   * @param answered of them, those that the lead picked up
   * @param failed of them, for no reason that anybody names
   */
  @Schema(name = "CarrierFigures")
  record RecentView(
      int dials,
      int refused,
      int unclear,
      @Schema(nullable = true) Long meanAnswerMillis,
      int ended,
      int answered,
      int failed) {
    static RecentView of(CarrierFigures recent) {
      return new RecentView(
          recent.dials(),
          recent.refused(),
          recent.unclear(),
          recent.meanAnswerMillis(),
          recent.ended(),
          recent.answered(),
          recent.failed());
    }
  }
}
