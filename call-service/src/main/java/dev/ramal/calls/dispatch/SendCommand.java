package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends one claimed intent to its carrier, once, and stores what became of it.
 *
 * <p>Failure policy: when this process dies, or the database is away after the carrier was asked,
 * the intent stays SENDING and is found later; a dial is then asked about, not repeated.
 */
@ApplicationScoped
class SendCommand {
  private static final Logger LOG = Logger.getLogger(SendCommand.class);

  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final RecordCommandOutcome outcome;
  private final CancelStaleCommand cancel;
  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final DialingConfig config;

  SendCommand(
      CarrierAccounts accounts,
      Carriers carriers,
      RecordCommandOutcome outcome,
      CancelStaleCommand cancel,
      TenantTransactions transactions,
      CallRepository calls,
      DialingConfig config) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.outcome = outcome;
    this.cancel = cancel;
    this.transactions = transactions;
    this.calls = calls;
    this.config = config;
  }

  /** Never fails: what cannot be stored now is found again. */
  Uni<Void> send(Command command) {
    return isUnneeded(command)
        .chain(unneeded -> unneeded ? Uni.createFrom().voidItem() : sendToCarrier(command))
        .onFailure()
        .invoke(
            failure ->
                LOG.errorf(
                    failure,
                    "tenant=%s call=%s an intent stays unsettled and will be found again",
                    command.tenant(),
                    command.call()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Boolean> isUnneeded(Command command) {
    return cancel.concerns(command)
        ? transactions.inTenant(
            command.tenant(),
            session ->
                calls
                    .lock(session, command.tenant(), command.call())
                    .map(Optional::orElseThrow)
                    .chain(call -> cancel.ifUnneeded(session, call, command)))
        : Uni.createFrom().item(false);
  }

  private Uni<Void> sendToCarrier(Command command) {
    Instant sendBefore = command.sentAt().plus(config.longestSending().dividedBy(2));
    return accounts
        .byId(command.tenant(), command.connectionId())
        .chain(
            account ->
                account.isEmpty()
                    ? Uni.createFrom().item(refused("no-connection", "the connection is gone"))
                    : CommandTranslation.send(
                        carriers.of(command.carrier()), account.get(), command, sendBefore))
        .onFailure(UnopenableSecret.class)
        .recoverWithItem(locked -> refused("connection-sealed", locked.getMessage()))
        .chain(
            result ->
                outcome
                    .record(command, result)
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                    .atMost(4));
  }

  private static CommandResult refused(String code, String why) {
    return new CommandResult.Refused(code, why);
  }
}
