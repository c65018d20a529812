package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AccountWarning;
import dev.ramal.calls.connections.AskAccounts.AskedAccount;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.CarrierError;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-598 health says of each part of an account how it is, why, and since when")
class FindingTest {
  private static final Instant SINCE = Instant.parse("2026-03-02T15:00:00Z");
  private static final AccountCheck KNOWN = new AccountCheck.Known(List.of());

  @Test
  void shouldKeepItsWords() {
    // Then
    assertThat(Arrays.stream(Finding.Part.values()).map(Finding.Part::name))
        .containsExactly("ACCOUNT", "NUMBERS", "CONNECTIVITY");
    assertThat(Arrays.stream(Finding.State.values()).map(Finding.State::name))
        .containsExactly("OK", "WARNING", "FAILING", "UNKNOWN");
    assertThat(Finding.State.FAILING.wire()).isEqualTo("failing");
  }

  @Test
  void shouldFindNothingWrongWithAnAccountThatWorks() {
    // Then
    assertThat(found(account(true, 1, KNOWN), KeptBreaker.NEW))
        .containsExactly("account ok null", "numbers ok null", "connectivity ok null");
  }

  @Test
  void shouldTellPartsApart() {
    // When
    AccountCheck warned =
        new AccountCheck.Known(
            List.of(
                AccountWarning.numbersNotOwned(List.of(E164.of("+551130001000"))),
                AccountWarning.webhookAddress("the SMS URL", "https://a.example")));

    // Then
    assertThat(found(account(true, 1, warned), KeptBreaker.NEW))
        .satisfiesExactly(
            account -> assertThat(account).isEqualTo("account ok null"),
            numbers -> assertThat(numbers).startsWith("numbers warning").contains("+551130001000"),
            reached ->
                assertThat(reached).startsWith("connectivity warning").contains("a.example"));
    assertThat(
            found(
                account(true, 0, new AccountCheck.Refused("authToken", "20003")), KeptBreaker.NEW))
        .containsExactly(
            "account failing authToken: 20003",
            "numbers failing it has no number to show",
            "connectivity ok null");
    assertThat(found(account(true, 2, new AccountCheck.NotAsked("no answer")), KeptBreaker.NEW))
        .containsExactly(
            "account unknown no answer",
            "numbers unknown the carrier did not say",
            "connectivity failing no answer");
    assertThat(found(account(false, 1, KNOWN), KeptBreaker.NEW).get(0))
        .isEqualTo("account warning it is switched off");
  }

  @Test
  void shouldCountFromWhenTheBreakerOpened() {
    // Given
    KeptBreaker open =
        new KeptBreaker(
            new Breaker(Breaker.State.OPEN, 5, 1, SINCE, SINCE.plusSeconds(15)),
            List.of(new CarrierError(SINCE, "20003", "Authenticate")));

    // When
    Finding reached = Finding.of(account(true, 1, KNOWN), open).get(2);

    // Then
    assertThat(reached.state()).isEqualTo(Finding.State.FAILING);
    assertThat(reached.reason()).isEqualTo("dials fail: 20003 Authenticate");
    assertThat(reached.since()).isEqualTo(SINCE);
  }

  private static List<String> found(AskedAccount account, KeptBreaker breaker) {
    return Finding.of(account, breaker).stream()
        .map(each -> each.part().wire() + " " + each.state().wire() + " " + each.reason())
        .toList();
  }

  private static AskedAccount account(boolean enabled, int numbers, AccountCheck check) {
    return new AskedAccount(
        new ConnectionId("connection-1"), Carrier.TWILIO, enabled, null, numbers, check);
  }
}
