package dev.ramal.messaging.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.messaging.permission.FoundForMessage.Spending;
import dev.ramal.messaging.permission.MessagePermissionInput.OptOutSaid;
import dev.ramal.messaging.permission.MessagePermissionInput.Recent;
import dev.ramal.messaging.permission.MessagePermissionInput.Window;
import dev.ramal.messaging.permission.MessageSettings.DayOff;
import dev.ramal.messaging.permission.MessageSettings.Hours;
import dev.ramal.messaging.permission.MessageVerdict.Decision;
import dev.ramal.messaging.permission.MessageVerdict.Judged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeMessageTest {
  private static final String SAO_PAULO = "+5511987654321";
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-30T15:00:00Z");
  private static final Hours NINE_TO_TEN =
      new Hours(null, "09:00-22:00", "09:00-22:00", null, true, null, null);

  @Nested
  @DisplayName(
      "MSG-120 the hour is the one where the contact is at home, and a message waits for it")
  class QuietHours {
    @ParameterizedTest(name = "{0} at {1} leaves at {2}")
    @CsvSource({
      // Monday noon in São Paulo.
      "+5511987654321, 2026-11-30T15:00:00Z, ",
      // Monday 21:59 and 22:00.
      "+5511987654321, 2026-12-01T00:59:59Z, ",
      "+5511987654321, 2026-12-01T01:00:00Z, 2026-12-01T12:00:00Z",
      // Acre is two hours behind: 20:00 there.
      "+5568987654321, 2026-12-01T01:00:00Z, ",
      "+5568987654321, 2026-12-01T03:00:00Z, 2026-12-01T14:00:00Z",
      // Recife and Noronha share an area: it must suit on both clocks.
      "+5581987654321, 2026-12-01T00:30:00Z, 2026-12-01T12:00:00Z",
      "+5581987654321, 2026-11-30T11:30:00Z, 2026-11-30T12:00:00Z",
      // Saturday night waits over the Sunday.
      "+5511987654321, 2026-11-29T01:30:00Z, 2026-11-30T12:00:00Z",
      // Christmas is a Friday; 9 July is a holiday of São Paulo alone.
      "+5511987654321, 2026-12-25T15:00:00Z, 2026-12-26T12:00:00Z",
      "+5511987654321, 2026-07-09T15:00:00Z, 2026-07-10T12:00:00Z",
      "+5521987654321, 2026-07-09T15:00:00Z, ",
      // Carnival's Monday and Tuesday are rest days, and Sunday has no hours.
      "+5511987654321, 2026-02-15T15:00:00Z, 2026-02-18T12:00:00Z",
      // Another country goes by Brasília.
      "+14155550100, 2026-12-01T05:00:00Z, 2026-12-01T12:00:00Z"
    })
    void shouldHoldUntilTheNextOpening(String to, Instant at, Instant leavesAt) {
      // When
      MessageVerdict verdict = judge(input(to, at), quiet());

      // Then
      assertThat(verdict.leavesAt()).isEqualTo(leavesAt);
      assertThat(verdict.decision()).isEqualTo(leavesAt == null ? Decision.ALLOWED : Decision.HELD);
    }

    @Test
    void shouldGoByTheHoursOfTheStateAndByDaysOffOfACity() {
      // Given
      MessageSettings settings =
          quiet(
              List.of(NINE_TO_TEN, new Hours("RJ", "10:00-12:00", null, null, true, null, null)),
              List.of(new DayOff(LocalDate.of(2026, 11, 30), "11", "Feira")));

      // When
      MessageVerdict rio = judge(input("+5521987654321", MONDAY_NOON), settings);
      MessageVerdict city = judge(input(SAO_PAULO, MONDAY_NOON), settings);
      MessageVerdict beside = judge(input("+5512987654321", MONDAY_NOON), settings);

      // Then
      assertThat(rio.leavesAt()).isEqualTo("2026-12-01T13:00:00Z");
      assertThat(city.leavesAt()).isEqualTo("2026-12-01T12:00:00Z");
      assertThat(only(MessageRule.HOLIDAY, city).evidence()).contains("Feira", "settings-3");
      assertThat(beside.decision()).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void shouldAnswerWhoeverWroteAtAnyHourUnlessTheOrganizationWillNot() {
      // Given
      Instant night = Instant.parse("2026-12-01T03:00:00Z");
      MessagePermissionInput answer = answering(night.minusSeconds(3600), night);
      MessagePermissionInput late = answering(night.minusSeconds(24 * 3600), night);

      // Then
      assertThat(judge(answer, quiet()).decision()).isEqualTo(Decision.ALLOWED);
      assertThat(judge(late, quiet()).decision()).isEqualTo(Decision.HELD);
      assertThat(judge(answer, silent()).decision()).isEqualTo(Decision.HELD);
    }

    @Test
    void shouldDenyWhatCouldNeverLeave() {
      // Given
      MessageSettings never =
          quiet(List.of(new Hours(null, null, null, null, false, null, null)), List.of());

      // When
      MessageVerdict verdict = judge(input(SAO_PAULO, MONDAY_NOON), never);

      // Then
      assertThat(verdict.decision()).isEqualTo(Decision.DENIED);
      assertThat(verdict.denial()).map(Judged::rule).contains(MessageRule.QUIET_HOURS);
      assertThat(verdict.leavesAt()).isNull();
    }

    @Test
    void shouldLookAtNoHourUntilTheOrganizationWantsIt() {
      // When
      MessageVerdict verdict =
          judge(input(SAO_PAULO, Instant.parse("2026-12-25T06:00:00Z")), MessageSettings.DEFAULT);

      // Then
      assertThat(verdict.decision()).isEqualTo(Decision.ALLOWED);
      assertThat(verdict.rules())
          .extracting(Judged::rule)
          .doesNotContain(MessageRule.QUIET_HOURS, MessageRule.HOLIDAY);
    }
  }

  @Test
  @DisplayName("MSG-121 an opt-out on one channel holds on every one, until the contact opts in")
  void shouldDenyOnEveryChannelWhatWasSaidOnOne() {
    // Given
    Instant said = MONDAY_NOON.minusSeconds(60);
    OptOutSaid bySms = new OptOutSaid(Channel.SMS, said, null);
    OptOutSaid tookBack = new OptOutSaid(Channel.SMS, said, said.plusSeconds(30));

    // Then
    for (Channel channel : Channel.values()) {
      MessageVerdict out = judge(said(channel, bySms), MessageSettings.DEFAULT);
      assertThat(only(MessageRule.OPT_OUT, out).version()).isEqualTo("sms");
      assertThat(out.decision()).isEqualTo(Decision.DENIED);
      assertThat(judge(said(channel, tookBack), MessageSettings.DEFAULT).decision())
          .isEqualTo(Decision.ALLOWED);
    }
  }

  @ParameterizedTest(name = "out {0} s from now, in {1} s: {2}")
  @CsvSource({
    "60, , DENIED",
    "60, 30, DENIED",
    "60, 90, DENIED",
    "60, -30, DENIED",
    "-60, 30, DENIED",
    "-60, 0, ALLOWED",
    ", 60, ALLOWED"
  })
  @DisplayName("MSG-424 an opt-out whose time is ahead of our clock holds at once")
  void shouldDenyAsSoonAsAnOptOutWasHeard(Integer out, Integer in, Decision expected) {
    // Given
    OptOutSaid ahead = new OptOutSaid(Channel.SMS, fromNoon(out), fromNoon(in));

    // Then
    assertThat(judge(said(Channel.WHATSAPP, ahead), MessageSettings.DEFAULT).decision())
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "out {0} s from now, in {1} s: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "-60 |     | opted out by sms at OUT",
        "-60 | -90 | opted out by sms at OUT, after an opt-in at IN",
        "60  |     | opted out by sms at OUT; that is ahead of our clock: an opt-in counts after"
            + " it",
        "60  | -30 | opted out by sms at OUT, after an opt-in at IN; that is ahead of our clock: an"
            + " opt-in counts after it",
        "-60 | 30  | opted out by sms at OUT; the opt-in at IN is ahead of our clock and counts"
            + " from then on"
      })
  @DisplayName("MSG-426 where an opt-in does not count, or not yet, the evidence says why")
  void shouldSayWhyAnOptInDoesNotCount(Integer out, Integer in, String evidence) {
    // Given
    OptOutSaid said = new OptOutSaid(Channel.SMS, fromNoon(out), fromNoon(in));

    // When
    MessageVerdict verdict = judge(said(Channel.WHATSAPP, said), MessageSettings.DEFAULT);

    // Then
    assertThat(only(MessageRule.OPT_OUT, verdict).evidence())
        .isEqualTo(evidence.replace("OUT", "" + fromNoon(out)).replace("IN", "" + fromNoon(in)));
  }

  private static Instant fromNoon(Integer seconds) {
    return seconds == null ? null : MONDAY_NOON.plusSeconds(seconds);
  }

  @ParameterizedTest(name = "{0} in a minute, {1} in a day, {2} in a week: {3}")
  @CsvSource({
    "9, 9, 9, ",
    "10, 10, 10, per-minute",
    "0, 19, 19, ",
    "0, 20, 20, attempts",
    "0, 0, 50, attempts"
  })
  @DisplayName("MSG-122 no contact is written to more often than is set, nor ten times a minute")
  void shouldDenyAboveTheCaps(int inMinute, int inDay, int inWeek, String rule) {
    // Given
    MessageSettings capped =
        new MessageSettings(
            false, true, List.of(), List.of(), List.of(), 20, 50, null, null, null, true, null);
    MessagePermissionInput input =
        new MessagePermissionInput(
            SAO_PAULO,
            Channel.SMS,
            MONDAY_NOON,
            3,
            List.of(),
            null,
            null,
            new Recent(inMinute, inDay, inWeek));

    // When
    MessageVerdict verdict = judge(input, capped);

    // Then
    assertThat(verdict.denial().map(denied -> denied.rule().wire()).orElse(null)).isEqualTo(rule);
  }

  @Test
  @DisplayName("MSG-232 the organization's own people are written to at any hour, above any cap")
  void shouldLookAtNeitherHoursNorCapsForOwnPeople() {
    // Given
    Instant night = Instant.parse("2026-12-01T03:00:00Z");
    E164 to = E164.of(SAO_PAULO);
    OptOutSaid out = new OptOutSaid(Channel.SMS, night.minusSeconds(60), null);
    Map<E164, FoundForMessage.Others> often = Map.of(to, new FoundForMessage.Others(10, List.of()));
    FoundForMessage found = found(Map.of(), often, night);
    FoundForMessage after = found(Map.of(to, List.of(out)), often, night);

    // Then
    assertThat(decision(found, to, night)).isEqualTo(Decision.DENIED);
    assertThat(decision(found.toOwnPeople(), to, night)).isEqualTo(Decision.ALLOWED);
    assertThat(decision(after.toOwnPeople(), to, night)).isEqualTo(Decision.DENIED);
  }

  @Test
  @DisplayName("MSG-414 who declines in the CRM is written to on no channel, and it is said why")
  void shouldDenyWhoDeclinesInTheCrm() {
    // Given
    MessagePermissionInput before = input(SAO_PAULO, MONDAY_NOON);
    DeclinedConsent declined = new DeclinedConsent("c-1", "some-crm", "t-1", MONDAY_NOON);
    MessagePermissionInput input = before.declinedBy(List.of(declined));

    // When
    MessageVerdict verdict = judge(input, MessageSettings.DEFAULT);
    MessageVerdict none = judge(before.declinedBy(List.of()), MessageSettings.DEFAULT);

    // Then
    assertThat(verdict.decision()).isEqualTo(Decision.DENIED);
    assertThat(only(MessageRule.OPT_OUT, verdict).version()).isEqualTo("some-crm");
    assertThat(only(MessageRule.OPT_OUT, verdict).evidence())
        .isEqualTo(
            "contact c-1 declined communications in some-crm at 2026-11-30T15:00:00Z (transaction"
                + " t-1)");
    assertThat(none).isEqualTo(judge(before, MessageSettings.DEFAULT));
    assertThat(EventJson.read(EventJson.write(input), MessagePermissionInput.class))
        .isEqualTo(input);
  }

  @Test
  @DisplayName("MSG-123 WhatsApp's window to the instant, with what it was judged on")
  void shouldDenyFreeTextFromTheInstantOnAtWhichTheWindowCloses() {
    // Given
    Window window = new Window("+551130031000", MONDAY_NOON);

    // When
    MessageVerdict open =
        judge(within(window, MONDAY_NOON.minusMillis(1)), MessageSettings.DEFAULT);
    MessageVerdict closed = judge(within(window, MONDAY_NOON), MessageSettings.DEFAULT);
    MessageVerdict never =
        judge(within(new Window(null, null), MONDAY_NOON), MessageSettings.DEFAULT);

    // Then
    assertThat(open.decision()).isEqualTo(Decision.ALLOWED);
    assertThat(closed.decision()).isEqualTo(Decision.DENIED);
    assertThat(only(MessageRule.WINDOW, closed).evidence())
        .isEqualTo("the window of +551130031000 closes at 2026-11-30T15:00:00Z");
    assertThat(only(MessageRule.WINDOW, never).evidence()).contains("never wrote");
  }

  @Test
  @DisplayName("MSG-124 the same input gives the same verdict, also after it was stored")
  void shouldJudgeWhatWasStoredAsItWasJudged() {
    // Given
    MessagePermissionInput input =
        new MessagePermissionInput(
            SAO_PAULO,
            Channel.WHATSAPP,
            Instant.parse("2026-12-01T03:00:00Z"),
            3,
            List.of(new OptOutSaid(Channel.SMS, MONDAY_NOON.minusSeconds(60), MONDAY_NOON)),
            MONDAY_NOON.minusSeconds(90_000),
            new Window("+551130031000", MONDAY_NOON),
            new Recent(1, 2, 3));

    // When
    MessageVerdict verdict = judge(input, quiet());
    MessagePermissionInput read =
        EventJson.read(EventJson.write(input), MessagePermissionInput.class);
    MessageSettings settings = EventJson.read(EventJson.write(quiet()), MessageSettings.class);

    // Then
    assertThat(judge(read, settings)).isEqualTo(verdict);
    assertThat(EventJson.read(EventJson.write(verdict), MessageVerdict.class)).isEqualTo(verdict);
  }

  private static MessageVerdict judge(MessagePermissionInput input, MessageSettings settings) {
    return JudgeMessage.judge(input, settings);
  }

  private static Decision decision(FoundForMessage found, E164 to, Instant at) {
    return found.judge(found.input(to, Channel.SMS, at, null, null, null)).decision();
  }

  private static MessageSettings quiet() {
    return quiet(List.of(NINE_TO_TEN), List.of());
  }

  private static MessageSettings quiet(List<Hours> hours, List<DayOff> daysOff) {
    return quiet(true, hours, daysOff);
  }

  private static MessageSettings silent() {
    return quiet(false, List.of(NINE_TO_TEN), List.of());
  }

  private static MessageSettings quiet(
      boolean answersAnyTime, List<Hours> hours, List<DayOff> daysOff) {
    List<String> rest = MessageSettings.DEFAULT.restDays();
    return new MessageSettings(
        true, answersAnyTime, hours, rest, daysOff, null, null, null, null, null, true, null);
  }

  private static FoundForMessage found(
      Map<E164, List<OptOutSaid>> said, Map<E164, FoundForMessage.Others> often, Instant now) {
    return new FoundForMessage(
        quiet(), 3, new FoundForMessage.Refusals(said, Map.of()), often, Spending.FREE, now);
  }

  private static MessagePermissionInput input(String to, Instant at) {
    return new MessagePermissionInput(to, Channel.SMS, at, 3, List.of(), null, null, null);
  }

  private static MessagePermissionInput answering(Instant inbound, Instant at) {
    return new MessagePermissionInput(
        SAO_PAULO, Channel.SMS, at, 3, List.of(), inbound, null, null);
  }

  private static MessagePermissionInput within(Window window, Instant at) {
    return new MessagePermissionInput(
        SAO_PAULO, Channel.WHATSAPP, at, 3, List.of(), null, window, null);
  }

  private static MessagePermissionInput said(Channel channel, OptOutSaid said) {
    return new MessagePermissionInput(
        SAO_PAULO, channel, MONDAY_NOON, 3, List.of(said), null, null, null);
  }

  private static Judged only(MessageRule rule, MessageVerdict verdict) {
    List<Judged> found = verdict.rules().stream().filter(judged -> judged.rule() == rule).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
