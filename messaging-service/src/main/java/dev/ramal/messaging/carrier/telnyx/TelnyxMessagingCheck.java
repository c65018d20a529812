package dev.ramal.messaging.carrier.telnyx;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.E164;
import dev.ramal.messaging.carrier.MessageCarrier.AccountReport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at a Telnyx account as far as messages need it: whether its messaging profile is on and
 * reaches Brazil, and whether the numbers are the account's.
 */
@ApplicationScoped
class TelnyxMessagingCheck {
  private static final String EVERYWHERE = "*";
  private static final String BRAZIL = "BR";

  /** Numbers on one page, Telnyx's most. */
  private static final int PAGE = 250;

  private final TelnyxApi telnyx;

  TelnyxMessagingCheck(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  Uni<CarrierReply<AccountReport>> check(CarrierAccount account) {
    if (account.messagingProfileId() == null) {
      return numbers(account, List.of("It has no messaging profile."));
    }
    String path = "/messaging_profiles/" + TelnyxApi.segment(account.messagingProfileId());
    return telnyx
        .get(account, path, Map.of(), Profile.class)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<Profile> done
                        && done.value() != null
                        && !Boolean.FALSE.equals(done.value().enabled())
                    ? numbers(account, warnings(done.value()))
                    : Uni.createFrom().item(reply.map(off -> refusal())));
  }

  private static AccountReport refusal() {
    return new AccountReport("the messaging profile is switched off", List.of(), List.of());
  }

  private static List<String> warnings(Profile profile) {
    List<String> reached = profile.whitelistedDestinations();
    return reached == null || reached.contains(EVERYWHERE) || reached.contains(BRAZIL)
        ? List.of()
        : List.of("The messaging profile does not reach Brazil (whitelisted_destinations).");
  }

  private Uni<CarrierReply<AccountReport>> numbers(CarrierAccount account, List<String> warnings) {
    return telnyx
        .get(account, "/phone_numbers", Map.of("page[size]", "" + PAGE), Number[].class)
        .map(
            reply ->
                reply.map(listed -> new AccountReport(null, missing(account, listed), warnings)));
  }

  private static List<E164> missing(CarrierAccount account, Number[] listed) {
    Set<String> owned =
        Arrays.stream(listed == null ? new Number[0] : listed)
            .map(Number::phoneNumber)
            .collect(Collectors.toSet());
    return owned.size() >= PAGE
        ? List.of()
        : account.numbers().stream().filter(number -> !owned.contains(number.value())).toList();
  }

  record Profile(Boolean enabled, List<String> whitelistedDestinations) {}

  record Number(String phoneNumber) {}
}
