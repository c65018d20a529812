package dev.ramal.messaging.carrier.twilio;

import com.twilio.base.Page;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.E164;
import dev.ramal.messaging.carrier.MessageCarrier.AccountReport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at a Twilio account as far as messages need it: whether it is active, and whether its
 * numbers are the account's and can text. A WhatsApp sender is no number of Twilio's: it is not
 * seen here.
 */
@ApplicationScoped
class TwilioMessagingCheck {
  /** Numbers on one page, Twilio's most. */
  private static final int PAGE = 1000;

  private final TwilioApi twilio;

  TwilioMessagingCheck(TwilioApi twilio) {
    this.twilio = twilio;
  }

  Uni<CarrierReply<AccountReport>> check(CarrierAccount account) {
    return twilio
        .lookUp(account, client -> Account.fetcher(account.accountSid()).fetch(client))
        .chain(
            reply ->
                isActive(reply)
                    ? numbers(account)
                    : Uni.createFrom().item(reply.map(TwilioMessagingCheck::refusal)));
  }

  private static boolean isActive(CarrierReply<Account> reply) {
    return reply instanceof CarrierReply.Done<Account> done
        && (done.value().getStatus() == null || done.value().getStatus() == Account.Status.ACTIVE);
  }

  private static AccountReport refusal(Account account) {
    return new AccountReport("the account is " + account.getStatus(), List.of(), List.of());
  }

  private Uni<CarrierReply<AccountReport>> numbers(CarrierAccount account) {
    return twilio
        .lookUp(
            account,
            client ->
                IncomingPhoneNumber.reader(account.accountSid()).pageSize(PAGE).firstPage(client))
        .map(reply -> reply.map(page -> report(account, page)));
  }

  private static AccountReport report(CarrierAccount account, Page<IncomingPhoneNumber> page) {
    Map<String, IncomingPhoneNumber> owned =
        page.getRecords().stream()
            .collect(
                Collectors.toMap(
                    number -> number.getPhoneNumber().getEndpoint(),
                    Function.identity(),
                    (one, other) -> one));
    List<E164> missing =
        page.hasNextPage()
            ? List.of()
            : account.numbers().stream()
                .filter(number -> !owned.containsKey(number.value()))
                .toList();
    List<String> warnings = new ArrayList<>();
    for (E164 number : account.numbers()) {
      IncomingPhoneNumber found = owned.get(number.value());
      if (found != null && found.getCapabilities() != null && !found.getCapabilities().getSms()) {
        warnings.add(number.value() + " cannot send SMS.");
      }
    }
    return new AccountReport(null, missing, warnings);
  }
}
