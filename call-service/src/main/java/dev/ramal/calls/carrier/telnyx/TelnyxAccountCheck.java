package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AccountWarning;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.E164;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at a Telnyx account: whether it takes the key and has the Call Control application, whether
 * that tells us of calls and their costs, and whether the numbers are the account's.
 */
@ApplicationScoped
class TelnyxAccountCheck {
  private static final String KEY = "apiKey";
  private static final String APPLICATION = "connectionId";

  /** Numbers on one page, Telnyx's most. */
  private static final int PAGE = 250;

  private static final AccountWarning COSTS_ARE_OFF =
      new AccountWarning(
          "call-costs-off",
          "Telnyx does not tell what calls cost: call_cost_in_webhooks of the Call Control"
              + " application is off. Switch it on; until then costs are looked up half an hour"
              + " after each call.");

  private final TelnyxApi telnyx;
  private final String webhooks;

  TelnyxAccountCheck(TelnyxApi telnyx, WebhookAddress webhooks) {
    this.telnyx = telnyx;
    this.webhooks = webhooks.base();
  }

  Uni<AccountCheck> check(CarrierAccount account) {
    String path = "/call_control_applications/" + TelnyxApi.segment(account.voiceAppId());
    return telnyx
        .get(account, path, Map.of(), Application.class)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<Application> done && done.value() != null
                    ? known(account, done.value())
                    : Uni.createFrom().item(AccountCheck.because(reply, KEY, APPLICATION)));
  }

  private Uni<AccountCheck> known(CarrierAccount account, Application application) {
    return telnyx
        .get(account, "/phone_numbers", Map.of("page[size]", "" + PAGE), Number[].class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Number[]> done && done.value() != null
                    ? new AccountCheck.Known(warnings(account, application, done.value()))
                    : AccountCheck.because(reply, KEY, APPLICATION));
  }

  private List<AccountWarning> warnings(
      CarrierAccount account, Application application, Number[] listed) {
    List<AccountWarning> warnings = new ArrayList<>();
    Set<String> owned = Arrays.stream(listed).map(Number::phoneNumber).collect(Collectors.toSet());
    List<E164> foreign =
        account.numbers().stream().filter(number -> !owned.contains(number.value())).toList();
    if (!foreign.isEmpty() && listed.length < PAGE) {
      warnings.add(AccountWarning.numbersNotOwned(foreign));
    }
    String address = webhooks + "/webhooks/telnyx/" + account.connectionId();
    if (!address.equals(application.webhookEventUrl())) {
      warnings.add(AccountWarning.webhookAddress("webhook_event_url of the application", address));
    }
    if (!Boolean.TRUE.equals(application.callCostInWebhooks())) {
      warnings.add(COSTS_ARE_OFF);
    }
    return warnings;
  }

  record Application(Boolean callCostInWebhooks, String webhookEventUrl) {}

  record Number(String phoneNumber) {}
}
