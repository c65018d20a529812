package dev.ramal.calls.dialing;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.connections.Accounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

  private final Accounts accounts;
  private final Carriers carriers;
  private final SettleCommand settle;

  SendCommand(Accounts accounts, Carriers carriers, SettleCommand settle) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.settle = settle;
  }

  /** Never fails: what cannot be stored now is found again. */
  Uni<Void> run(Command command) {
    return accounts
        .byId(command.tenant(), command.connectionId())
        .chain(
            account ->
                account.isEmpty()
                    ? Uni.createFrom().item(noAccount())
                    : CommandTranslation.send(
                        carriers.of(command.carrier()), account.get(), command))
        .chain(
            result ->
                settle
                    .run(command, result)
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                    .atMost(4))
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

  private static CommandResult noAccount() {
    return new CommandResult.Refused("no-connection", "the connection is gone");
  }
}
