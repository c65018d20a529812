package dev.ramal.calls.carrier.twilio;

import com.twilio.rest.api.v2010.Account;
import dev.ramal.calls.carrier.SubaccountPort;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Subaccounts of a Twilio account. They are found again by their friendly name; the token that
 * opens one stands in what Twilio shows its owner.
 */
@ApplicationScoped
class TwilioSubaccounts implements SubaccountPort {
  private final TwilioApi twilio;

  TwilioSubaccounts(TwilioApi twilio) {
    this.twilio = twilio;
  }

  @Override
  public Optional<String> whyNone() {
    return Optional.empty();
  }

  @Override
  public Uni<Outcome<Made>> make(CarrierAccount owner, String name) {
    return twilio
        .ask(owner, client -> Account.creator().setFriendlyName(name).create(client))
        .map(reply -> reply.outcome(TwilioSubaccounts::made));
  }

  @Override
  public Uni<Outcome<Made>> find(CarrierAccount owner, String name) {
    return twilio
        .lookUp(
            owner, client -> Account.reader().setFriendlyName(name).firstPage(client).getRecords())
        .map(
            reply ->
                reply instanceof CarrierReply.Done<List<Account>> done
                    ? found(done.value(), name)
                    : new Outcome.Unknown<>("Twilio did not tell: " + reply));
  }

  private static Outcome<Made> found(List<Account> accounts, String name) {
    return accounts.stream()
        .filter(account -> name.equals(account.getFriendlyName()))
        .findFirst()
        .<Outcome<Made>>map(account -> new Outcome.Done<>(made(account)))
        .orElseGet(() -> new Outcome.NotTaken<>("there is no account of that name"));
  }

  private static Made made(Account account) {
    return new Made(account.getSid(), account.getAuthToken());
  }
}
