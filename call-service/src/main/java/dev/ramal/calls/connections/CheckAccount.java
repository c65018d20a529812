package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the carrier about an account before it is used, outside of any transaction. A carrier that
 * is slow holds up nobody: a new account it says nothing about stays off, with the reason, and one
 * that works stays as it is.
 */
@ApplicationScoped
class CheckAccount {
  private static final Logger LOG = Logger.getLogger(CheckAccount.class);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final CarrierAccounts accounts;
  private final AccountInquiry carriers;

  CheckAccount(CarrierAccounts accounts, AccountInquiry carriers) {
    this.accounts = accounts;
    this.carriers = carriers;
  }

  /** Of a row as it is, or is to be. */
  Uni<AccountCheck> check(ConnectionRow row) {
    return guarded(
        row,
        account(row)
            .chain(
                check ->
                    check instanceof AccountCheck.Known
                        ? carriers
                            .check(accounts.openSoftphones(row))
                            .map(
                                softphones ->
                                    softphones instanceof AccountCheck.Known ? check : softphones)
                        : Uni.createFrom().item(check)));
  }

  /** Whether calls can be made; what softphones need says nothing of that. */
  Uni<AccountCheck> checkCalls(ConnectionRow row) {
    return guarded(row, account(row));
  }

  private Uni<AccountCheck> account(ConnectionRow row) {
    return Uni.createFrom().deferred(() -> carriers.check(accounts.open(row)));
  }

  private static Uni<AccountCheck> guarded(ConnectionRow row, Uni<AccountCheck> question) {
    return question
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(new AccountCheck.NotAsked("no answer within 5 seconds"))
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "connection=%s was not checked", row.key.id()))
        .onFailure()
        .recoverWithItem(new AccountCheck.NotAsked("the question failed on our side"));
  }

  /**
   * Decides whether the row is enabled, where that is wanted.
   *
   * @param worked the credentials with which it was enabled before; null when it was not. What
   *     works is not switched off by a carrier that cannot be asked, nor are other credentials put
   *     in its place unseen
   * @return what its administrator should know
   * @throws dev.ramal.kit.problem.ProblemException when the carrier refuses what is to be enabled,
   *     or cannot be asked about what is to take the place of what works
   */
  static List<AccountWarning> judge(ConnectionRow row, List<Object> worked, AccountCheck check) {
    row.disabledReason = null;
    if (check instanceof AccountCheck.Refused refused) {
      if (row.enabled) {
        throw refusal(row, refused);
      }
      return List.of(AccountWarning.refused(refused));
    }
    if (check instanceof AccountCheck.NotAsked notAsked) {
      if (row.enabled && worked == null) {
        row.enabled = false;
        row.disabledReason = notAsked.reason();
      } else if (row.enabled && !row.credentials().equals(worked)) {
        throw CallProblems.CARRIER_NOT_ASKED.exception(ASK_AGAIN);
      }
      return List.of(AccountWarning.notAsked(notAsked.reason()));
    }
    return ((AccountCheck.Known) check).warnings();
  }

  static RuntimeException refusal(ConnectionRow row, AccountCheck.Refused refused) {
    return CallProblems.REFUSED_BY_CARRIER
        .field(refused.field(), row.carrier.wire() + " does not take it: " + refused.reason())
        .exception();
  }
}
