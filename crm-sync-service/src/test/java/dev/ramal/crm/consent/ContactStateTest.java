package dev.ramal.crm.consent;

import static dev.ramal.crm.port.CommunicationsConsent.DECLINED;
import static dev.ramal.crm.port.CommunicationsConsent.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactStateTest {
  private static final TenantId AURORA = TenantId.of("aurora");
  private static final Instant NOON = Instant.parse("2026-11-20T15:00:00Z");
  private static final List<String> ONE = List.of("+5511987654321");
  private static final List<String> TWO = List.of("+5511987654321", "+5521987654321");

  @Test
  @DisplayName("CRM-172 who declines is told of once, again where phones change; a grant lifts it")
  void shouldTellOfEachChangeOnce() {
    // Given
    List<CommunicationsConsent> told = new ArrayList<>();
    ContactState state = ContactState.unknown("c1");

    // When
    for (ContactNews news :
        List.of(
            said(GRANTED, ONE, 0),
            said(DECLINED, ONE, 1),
            said(DECLINED, ONE, 2),
            said(DECLINED, TWO, 3),
            said(GRANTED, TWO, 4),
            said(GRANTED, ONE, 5))) {
      ContactState.Heard heard = state.hear(news).orElseThrow();
      state = heard.state();
      told.add(heard.told());
    }

    // Then
    assertThat(told).containsExactly(null, DECLINED, null, DECLINED, GRANTED, null);
    assertThat(state.saidAt()).isEqualTo(NOON.plusSeconds(4));
  }

  @Test
  @DisplayName("CRM-173 news in any order, and twice, lead to the same contact")
  void shouldComeToTheSameInAnyOrder() {
    // Given
    List<ContactNews> all =
        List.of(
            said(DECLINED, ONE, 1),
            said(GRANTED, ONE, 2),
            said(DECLINED, TWO, 3),
            said(null, ONE, 4));
    Random chance = new Random(7);

    for (int round = 0; round < 50; round++) {
      // When
      List<ContactNews> shuffled = new ArrayList<>(all);
      shuffled.addAll(all);
      Collections.shuffle(shuffled, chance);
      ContactState state = ContactState.unknown("c1");
      for (ContactNews news : shuffled) {
        state = state.hear(news).map(ContactState.Heard::state).orElse(state);
      }

      // Then
      assertThat(state.times().updatedAt()).isEqualTo(NOON.plusSeconds(4));
      assertThat(state.numbers()).isEqualTo(ONE);
    }
  }

  @Test
  @DisplayName(
      "CRM-174 neither silence nor a deletion lifts a refusal, and what is late changes none")
  void shouldLiftARefusalByAGrantAlone() {
    // Given
    ContactState declined = heard(ContactState.unknown("c1"), said(DECLINED, ONE, 1));

    // When
    ContactState silent = heard(declined, said(null, ONE, 2));
    ContactState gone =
        heard(silent, ContactNews.gone(AURORA, "c1", NewsTimes.at(NOON.plusSeconds(3)), "t"));
    Optional<ContactState.Heard> late = gone.hear(said(GRANTED, ONE, 2));

    // Then
    assertThat(silent.consent()).isEqualTo(DECLINED);
    assertThat(gone.consent()).isEqualTo(DECLINED);
    assertThat(gone.deleted()).isTrue();
    assertThat(late).isEmpty();
  }

  @Test
  @DisplayName("CRM-173 of two changes within the CRM's second the one that was told later counts")
  void shouldTellTwoOfOneMomentApart() {
    // Given
    ContactNews first = at(DECLINED, NOON, NOON.plusMillis(100));
    ContactNews second = at(GRANTED, NOON, NOON.plusMillis(200));
    ContactState declined = heard(ContactState.unknown("c1"), first);

    // When
    ContactState granted = heard(declined, second);

    // Then
    assertThat(granted.hear(first)).isEmpty();
    assertThat(granted.saidAt()).isAfter(declined.saidAt());
  }

  @Test
  @DisplayName(
      "CRM-340 of a CRM whose clock is ahead of ours news that overtake each other are not misread")
  void shouldOrderWhatLaysAheadByTheClockOfTheCrm() {
    // Given
    Instant made = NOON.plusSeconds(600);
    ContactNews refused = ahead(DECLINED, made.plusMillis(3), NOON.plusMillis(20));
    ContactNews created = ahead(null, made, NOON.plusMillis(21));

    // When
    ContactState overtaken = heard(ContactState.unknown("c1"), refused);
    ContactState inOrder =
        heard(heard(ContactState.unknown("c1"), ahead(null, made, NOON)), refused);

    // Then
    assertThat(overtaken.hear(created)).isEmpty();
    assertThat(inOrder.consent()).isEqualTo(DECLINED);
  }

  @Test
  @DisplayName("CRM-340 a time far ahead keeps nothing out that is told after our clock is right")
  void shouldNotWaitForATimeAhead() {
    // Given
    ContactState ahead =
        heard(ContactState.unknown("c1"), ahead(null, NOON.plusSeconds(86_400), NOON));

    // When
    ContactState after = heard(ahead, said(DECLINED, ONE, 1));

    // Then
    assertThat(after.consent()).isEqualTo(DECLINED);
  }

  @Test
  @DisplayName(
      "CRM-305 a refusal counts in the moment in which a clock of the CRM that was ahead is put"
          + " right")
  void shouldHearOfARefusalWhileAClockIsPutRight() {
    // Given: the CRM tells whole seconds
    Instant came = NOON.plusMillis(700);
    ContactState made = heard(ContactState.unknown("c1"), ahead(null, NOON.plusSeconds(600), came));

    // When
    ContactState declined = heard(made, at(DECLINED, NOON, NOON.plusMillis(800)));

    // Then
    assertThat(declined.consent()).isEqualTo(DECLINED);
    assertThat(declined.hear(at(GRANTED, NOON, NOON.plusMillis(799)))).isEmpty();
    Instant longBefore = NOON.minusSeconds(6);
    assertThat(made.hear(at(GRANTED, longBefore, longBefore))).isEmpty();
  }

  @Test
  @DisplayName("CRM-347 a grant that the CRM repeats late lifts no refusal that was said after it")
  void shouldNotBelieveAGrantThatMayBeOlder() {
    // Given: the CRM's clock is three seconds ahead, and repeats what nobody took after five
    ContactState refused =
        heard(
            ContactState.unknown("c1"), ahead(DECLINED, NOON.plusSeconds(5), NOON.plusSeconds(2)));

    // When
    Optional<ContactState.Heard> repeated = refused.hear(said(GRANTED, ONE, 3));
    ContactState granted = heard(refused, said(GRANTED, ONE, 6));

    // Then
    assertThat(repeated).isEmpty();
    assertThat(granted.consent()).isEqualTo(GRANTED);
  }

  @Test
  @DisplayName(
      "CRM-355 a refusal is heard though the clock of the CRM was set back to where it is still"
          + " ahead; a grant is not")
  void shouldHearARefusalAfterAClockWasSetBack() {
    // Given: it was ten minutes ahead, and is two now
    Instant before = NOON.plusSeconds(600);
    Instant now = NOON.plusSeconds(180);
    Instant came = NOON.plusSeconds(60);
    ContactState granted = heard(ContactState.unknown("c1"), ahead(GRANTED, before, NOON));
    ContactState refused = heard(ContactState.unknown("c1"), ahead(DECLINED, before, NOON));

    // When
    ContactState declined = heard(granted, ahead(DECLINED, now, came));

    // Then
    assertThat(declined.consent()).isEqualTo(DECLINED);
    assertThat(refused.hear(ahead(GRANTED, now, came))).isEmpty();
    assertThat(granted.hear(ahead(DECLINED, before.minusSeconds(1), came)))
        .as("one that is repeated late is late")
        .isEmpty();
  }

  @Test
  @DisplayName(
      "CRM-353 a refusal of which the phones cannot be read keeps those that are known, and theirs"
          + " blocked")
  void shouldKeepThePhonesThatCannotBeRead() {
    // Given
    ContactState known = heard(ContactState.unknown("c1"), said(DECLINED, ONE, 1));
    ContactNews unread =
        new ContactNews(
            AURORA, "crm", "c1", false, DECLINED, null, NewsTimes.at(NOON.plusSeconds(60)), "t");

    // When
    ContactState.Heard heard = known.hear(unread).orElseThrow();

    // Then
    assertThat(heard.state().numbers()).isEqualTo(known.numbers()).isNotEmpty();
    assertThat(heard.told()).isNull();
  }

  private static ContactNews ahead(CommunicationsConsent consent, Instant said, Instant came) {
    return news(consent, new NewsTimes(came, said, said));
  }

  private static ContactState heard(ContactState before, ContactNews news) {
    return before.hear(news).orElseThrow().state();
  }

  private static ContactNews said(CommunicationsConsent consent, List<String> numbers, int second) {
    Instant at = NOON.plusSeconds(second);
    return new ContactNews(
        AURORA, "crm", "c1", false, consent, numbers, NewsTimes.at(at), "t" + second);
  }

  private static ContactNews at(CommunicationsConsent consent, Instant updated, Instant told) {
    return news(consent, new NewsTimes(updated, null, told));
  }

  private static ContactNews news(CommunicationsConsent consent, NewsTimes times) {
    return new ContactNews(AURORA, "crm", "c1", false, consent, ONE, times, "t");
  }
}
