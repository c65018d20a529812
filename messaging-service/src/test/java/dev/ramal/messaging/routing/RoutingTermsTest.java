package dev.ramal.messaging.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.routing.RoutingTerms.OpenCircuit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-150 the organization's order decides, behind what works")
class RoutingTermsTest {
  private static final Sender TWILIO = sender(Carrier.TWILIO, "a", "+551140028922");
  private static final Sender SECOND = sender(Carrier.TWILIO, "b", "+551140028923");
  private static final Sender TELNYX = sender(Carrier.TELNYX, "c", "+551130031000");
  private static final List<Sender> ALL = List.of(TWILIO, SECOND, TELNYX);

  @Test
  void shouldLeaveTheOrderAloneWhileNobodyHasSetOne() {
    assertThat(RoutingTerms.NONE.inOrder(Channel.SMS, null, ALL))
        .containsExactly(TWILIO, SECOND, TELNYX);
  }

  @Test
  void shouldFollowTheOrderOfTheChannelOnly() {
    // Given
    RoutingTerms terms = terms(List.of(Carrier.TELNYX, Carrier.TWILIO), Set.of());
    // Then
    assertThat(terms.inOrder(Channel.SMS, null, ALL)).containsExactly(TELNYX, TWILIO, SECOND);
    assertThat(terms.inOrder(Channel.WHATSAPP, null, ALL)).containsExactly(TWILIO, SECOND, TELNYX);
  }

  @Test
  void shouldNotAskACarrierThatWasLeftOut() {
    assertThat(terms(List.of(Carrier.TELNYX), Set.of()).inOrder(Channel.SMS, null, ALL))
        .containsExactly(TELNYX);
  }

  @Test
  void shouldAskOnlyTheCarrierThatTheAuthorNamed() {
    assertThat(terms(List.of(Carrier.TELNYX), Set.of()).inOrder(Channel.SMS, Carrier.TWILIO, ALL))
        .containsExactly(TWILIO, SECOND);
  }

  @Test
  void shouldKeepAwayFromAnAccountOnItsChannelAndStillHaveItAsLastResort() {
    // Given
    RoutingTerms terms =
        terms(List.of(Carrier.TWILIO, Carrier.TELNYX), Set.of(new OpenCircuit("a", Channel.SMS)));
    // Then
    assertThat(terms.inOrder(Channel.SMS, null, ALL)).containsExactly(SECOND, TELNYX, TWILIO);
    assertThat(terms.inOrder(Channel.WHATSAPP, null, ALL)).containsExactly(TWILIO, SECOND, TELNYX);
    assertThat(terms.inOrder(Channel.SMS, null, List.of(TWILIO))).containsExactly(TWILIO);
  }

  @Test
  void shouldReadWhatItStores() {
    // Given
    MessageRoutingSettings set =
        new MessageRoutingSettings(
            Optional.of(List.of(Carrier.TELNYX, Carrier.TWILIO)), Optional.empty(), 30);
    // Then
    assertThat(
            MessageRoutingSettings.stored(
                set.stored(Channel.SMS), set.stored(Channel.WHATSAPP), set.smsAfterMinutes()))
        .isEqualTo(set);
    assertThat(set.stored(Channel.SMS)).isEqualTo("telnyx twilio");
    assertThat(MessageRoutingSettings.stored(null, null, null))
        .isEqualTo(MessageRoutingSettings.DEFAULT);
  }

  private static RoutingTerms terms(List<Carrier> sms, Set<OpenCircuit> open) {
    return new RoutingTerms(
        new MessageRoutingSettings(Optional.of(sms), Optional.empty(), 0), open);
  }

  private static Sender sender(Carrier carrier, String connection, String number) {
    E164 from = E164.of(number);
    return new Sender(
        new CarrierAccount(
            TenantId.of("aurora"),
            connection,
            carrier,
            true,
            1,
            List.of(from),
            "AC1",
            List.of("token"),
            "KEY",
            null,
            null),
        from);
  }

  @Test
  void shouldLeaveWhatMayStillTakeTheMessageOnlyForWhatWorks() {
    // Given
    RoutingTerms terms = new RoutingTerms(MessageRoutingSettings.DEFAULT, open("b", "c"));
    // Then
    assertThat(other(terms, "a", Map.of("a", "unreachable"))).isEmpty();
    assertThat(other(RoutingTerms.NONE, "a", Map.of("a", "unreachable"))).contains(SECOND);
    assertThat(other(terms, "a", Map.of("a", "20003"))).contains(SECOND);
    assertThat(other(terms, "a", Map.of("a", "account-off"))).contains(SECOND);
  }

  @Test
  void shouldGoBackAfterRefusalsToWhatHasNotRefused() {
    for (String passing : List.of("unreachable", "circuit-open", "not-taken")) {
      assertThat(other(RoutingTerms.NONE, "c", Map.of("a", passing, "b", "20003", "c", "10009")))
          .contains(TWILIO);
      assertThat(other(RoutingTerms.NONE, "c", Map.of("a", passing, "b", "20003", "c", passing)))
          .isEmpty();
    }
    assertThat(
            other(RoutingTerms.NONE, "c", Map.of("a", "20003", "b", "account-off", "c", "10009")))
        .isEmpty();
  }

  private static Optional<Sender> other(RoutingTerms terms, String now, Map<String, String> left) {
    return terms.other(Channel.SMS, ALL, left, now);
  }

  private static Set<OpenCircuit> open(String... connections) {
    return Stream.of(connections)
        .map(connection -> new OpenCircuit(connection, Channel.SMS))
        .collect(Collectors.toSet());
  }
}
