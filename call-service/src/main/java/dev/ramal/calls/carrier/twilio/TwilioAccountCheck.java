package dev.ramal.calls.carrier.twilio;

import com.twilio.base.Page;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AccountWarning;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.E164;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at a Twilio account: whether it takes the token and is active, and whether its numbers are
 * the account's and bring us what is written to them. Addresses for calls go along with each call.
 */
@ApplicationScoped
class TwilioAccountCheck {
  private static final String SID = "accountSid";
  private static final String TOKEN = "authToken";

  /** Numbers on one page, Twilio's most. */
  private static final int PAGE = 1000;

  private final TwilioApi twilio;
  private final String webhooks;

  TwilioAccountCheck(TwilioApi twilio, WebhookAddress webhooks) {
    this.twilio = twilio;
    this.webhooks = webhooks.base();
  }

  Uni<AccountCheck> check(CarrierAccount account) {
    return twilio
        .lookUp(account, client -> Account.fetcher(account.accountSid()).fetch(client))
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<Account> done
                    ? known(account, done.value())
                    : Uni.createFrom().item(AccountCheck.because(reply, TOKEN, SID)));
  }

  private Uni<AccountCheck> known(CarrierAccount account, Account found) {
    if (found.getStatus() != null && found.getStatus() != Account.Status.ACTIVE) {
      return Uni.createFrom()
          .item(new AccountCheck.Refused(SID, "the account is " + found.getStatus()));
    }
    return twilio
        .lookUp(
            account,
            client ->
                IncomingPhoneNumber.reader(account.accountSid()).pageSize(PAGE).firstPage(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Page<IncomingPhoneNumber>> done
                    ? new AccountCheck.Known(warnings(account, done.value()))
                    : AccountCheck.because(reply, TOKEN, SID));
  }

  private List<AccountWarning> warnings(CarrierAccount account, Page<IncomingPhoneNumber> page) {
    Map<String, IncomingPhoneNumber> owned =
        page.getRecords().stream()
            .collect(
                Collectors.toMap(
                    number -> number.getPhoneNumber().getEndpoint(),
                    Function.identity(),
                    (one, other) -> one));
    List<AccountWarning> warnings = new ArrayList<>();
    List<E164> foreign =
        account.numbers().stream().filter(number -> !owned.containsKey(number.value())).toList();
    if (!foreign.isEmpty() && !page.hasNextPage()) {
      warnings.add(AccountWarning.numbersNotOwned(foreign));
    }
    String address = webhooks + "/webhooks/twilio/" + account.connectionId() + "/incoming-message";
    String elsewhere =
        account.numbers().stream()
            .map(number -> owned.get(number.value()))
            .filter(number -> number != null && goesElsewhere(number, address))
            .map(number -> number.getPhoneNumber().getEndpoint())
            .collect(Collectors.joining(", "));
    if (account.messagingProfileId() == null && !elsewhere.isEmpty()) {
      warnings.add(AccountWarning.webhookAddress("the SMS URL of " + elsewhere, address));
    }
    return warnings;
  }

  /** An application of Twilio's has addresses of its own, which we do not look at. */
  private static boolean goesElsewhere(IncomingPhoneNumber number, String address) {
    String application = number.getSmsApplicationSid();
    return (application == null || application.isEmpty())
        && (number.getSmsUrl() == null || !address.equals(number.getSmsUrl().toString()));
  }
}
