package dev.ramal.calls.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.permission.PermissionInput.Block;
import dev.ramal.calls.permission.PermissionInput.OptOut;
import dev.ramal.calls.permission.PermissionInput.Recent;
import dev.ramal.calls.permission.PermissionInput.Volume;
import dev.ramal.calls.permission.PermissionSettings.DayOff;
import dev.ramal.calls.permission.PermissionSettings.Hours;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdict.Outcome;
import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.events.EventJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeCallTest {
  private static final Instant NOON = Instant.parse("2026-12-02T15:00:00Z");
  private static final PermissionSettings USUAL = PermissionSettings.DEFAULT;

  @Test
  @DisplayName(
      "CALL-820 who declines in the CRM is denied; inputs of before are judged as they were")
  void shouldDenyWhoDeclinesInTheCrm() {
    // Given
    DeclinedConsent declined = new DeclinedConsent("c-1", "some-crm", null, NOON);
    PermissionInput before =
        new PermissionInput("+5511987654321", null, NOON, 1, List.of(), List.of(), List.of(), null);
    PermissionInput input = declining(before, List.of(declined));

    // When
    Verdict verdict = JudgeCall.judge(input, PermissionSettings.DEFAULT);
    Verdict of = JudgeCall.judge(before, PermissionSettings.DEFAULT);
    Verdict none = JudgeCall.judge(declining(before, List.of()), PermissionSettings.DEFAULT);

    // Then
    assertThat(verdict.allowed()).isFalse();
    assertThat(verdict.rules())
        .filteredOn(rule -> rule.rule() == PermissionRule.CONSENT)
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.version()).isEqualTo("some-crm");
              assertThat(rule.evidence())
                  .isEqualTo("contact c-1 declined communications in some-crm at " + NOON);
            });
    assertThat(of.rules()).noneMatch(rule -> rule.rule() == PermissionRule.CONSENT);
    assertThat(none.allowed()).isTrue();
    assertThat(EventJson.read(EventJson.write(input), PermissionInput.class)).isEqualTo(input);
  }

  @ParameterizedTest(name = "{0} from {1} until {2}: {3} {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "manual, 2026-12-02T15:00:00Z, -, blocklist, denied",
        "manual, 2026-12-02T15:00:00.001Z, -, blocklist, passed",
        "import, 2026-01-01T00:00:00Z, 2026-12-02T15:00:00Z, blocklist, passed",
        "import, 2026-01-01T00:00:00Z, 2026-12-02T15:00:00.001Z, blocklist, denied",
        "nao-me-perturbe, 2026-12-01T00:00:00Z, -, do-not-call, denied",
        "nao-me-perturbe, 2026-12-31T00:00:00Z, -, do-not-call, passed",
        "procon, 2026-12-01T00:00:00Z, -, do-not-call, denied",
        "procon, 2026-12-01T00:00:00Z, -, blocklist, passed"
      })
  @DisplayName("CALL-340 a blocked number is denied while its entry holds, and no longer")
  void shouldDenyWhatIsBlockedWhileTheEntryHolds(
      String source, Instant from, Instant until, String rule, String outcome) {
    // Given
    Block block = new Block("+5511987654321", Source.find(source), "asked", from, until);

    // When
    Judged judged = only(rule, judge(input(List.of(block), List.of(), List.of()), USUAL));

    // Then
    assertThat(judged.outcome().wire()).isEqualTo(outcome);
    if (judged.outcome() == Outcome.DENIED) {
      assertThat(judged.version()).isEqualTo(source);
      assertThat(judged.evidence()).contains(source, "asked", from.toString());
    }
  }

  @Test
  @DisplayName("CALL-341 an organization obeys the lists that concern its offers")
  void shouldLetTheOrganizationSayWhichListsConcernIt() {
    // Given
    Block list =
        new Block("+5511987654321", Source.NAO_ME_PERTURBE, null, NOON.minusSeconds(1), null);
    PermissionSettings others = change("doNotCall", List.of("procon"));

    // When
    Verdict verdict = judge(input(List.of(list), List.of(), List.of()), others);

    // Then
    assertThat(verdict.allowed()).isTrue();
  }

  @ParameterizedTest(name = "out {0}, in {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-12-01T00:00:00Z, -, denied",
        "2026-12-01T00:00:00Z, 2026-12-01T01:00:00Z, passed",
        "2026-12-01T02:00:00Z, 2026-12-01T01:00:00Z, denied",
        "2026-12-03T00:00:00Z, -, denied",
        "2026-12-03T00:00:00Z, 2026-12-01T01:00:00Z, denied",
        "2026-12-01T00:00:00Z, 2026-12-03T00:00:00Z, denied",
        "-, 2026-12-01T01:00:00Z, passed"
      })
  @DisplayName("CALL-342 who wants no messages is not called, until they want them again")
  void shouldDenyWhoOptedOut(Instant out, Instant in, String outcome) {
    // When
    PermissionInput input = input(List.of(), List.of(new OptOut("sms", out, in)), List.of());

    // Then
    assertThat(only("opt-out", judge(input, USUAL)).outcome().wire()).isEqualTo(outcome);
    assertThat(judge(input, change("optOuts", false)).allowed()).isTrue();
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    // Mondays to Fridays 9 to 21 h by the clock of the area: 2026-12-02 is a Wednesday
    "+5511987654321, 2026-12-02T12:00:00Z, true",
    "+5511987654321, 2026-12-02T11:59:59Z, false",
    "+5511987654321, 2026-12-02T23:59:59Z, true",
    "+5511987654321, 2026-12-03T00:00:00Z, false",
    // Rio Branco is two hours behind Brasília, Manaus one
    "+5568987654321, 2026-12-02T13:59:59Z, false",
    "+5568987654321, 2026-12-02T14:00:00Z, true",
    "+5592987654321, 2026-12-02T12:59:59Z, false",
    "+5592987654321, 2026-12-02T13:00:00Z, true",
    // 81 has two clocks: both must suit
    "+5581987654321, 2026-12-02T12:00:00Z, true",
    "+5581987654321, 2026-12-02T23:00:00Z, false",
    // Saturday 10 to 13 h, Sunday none
    "+5511987654321, 2026-12-05T13:00:00Z, true",
    "+5511987654321, 2026-12-05T16:00:00Z, false",
    "+5511987654321, 2026-12-06T15:00:00Z, false",
    // Rio de Janeiro by law Monday to Friday 8 to 18 h, since 2018-05-16; ours holds besides
    "+5521987654321, 2026-12-02T20:59:59Z, true",
    "+5521987654321, 2026-12-02T21:00:00Z, false",
    "+5521987654321, 2026-12-05T13:30:00Z, false",
    "+5521987654321, 2018-05-15T21:30:00Z, true",
    "+5521987654321, 2018-05-16T21:30:00Z, false",
    // the summer of 2018 had daylight saving in São Paulo and none in Bahia
    "+5511987654321, 2018-12-03T11:00:00Z, true",
    "+5571987654321, 2018-12-03T11:00:00Z, false",
    // no area: by Brasília
    "+558001234567, 2026-12-02T12:00:00Z, true",
    "+4930123456, 2026-12-02T11:00:00Z, false"
  })
  @DisplayName("CALL-343 hours go by area code, state, clock, and the law of that day")
  void shouldGoByTheHoursWhereTheNumberIsAtHome(String number, Instant at, boolean allowed) {
    // When
    Verdict verdict = judge(input(number, at), change("callingHours", true));

    // Then
    assertThat(verdict.allowed()).as("%s", verdict.rules()).isEqualTo(allowed);
    assertThat(judge(input(number, at), USUAL).allowed()).as("hours are off").isTrue();
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        // 20 November: national since 2024, before in Rio de Janeiro and not in Minas Gerais
        "+5531987654321, 2023-11-20T15:00:00Z, -",
        "+5521987654321, 2023-11-20T15:00:00Z, Consciência Negra",
        "+5531987654321, 2024-11-20T15:00:00Z, Consciência Negra",
        "+5511987654321, 2026-07-09T15:00:00Z, Revolução Constitucionalista",
        "+5541987654321, 2026-07-09T15:00:00Z, -",
        "+5511987654321, 2026-02-16T15:00:00Z, carnival-monday",
        "+5511987654321, 2026-02-18T15:00:00Z, -",
        // an organization's own: the day of the city of São Paulo
        "+5511987654321, 2027-01-25T15:00:00Z, Aniversário de São Paulo",
        "+5512987654321, 2027-01-25T15:00:00Z, -",
        // the day begins at midnight there, not in Greenwich
        "+5511987654321, 2026-12-25T02:59:59Z, -",
        "+5511987654321, 2026-12-25T03:00:00Z, Natal",
        "+5568987654321, 2026-12-25T04:59:59Z, -"
      })
  @DisplayName("CALL-344 holidays go by the state, the year and the organization's own days")
  void shouldGoByTheHolidaysWhereTheNumberIsAtHome(String number, Instant at, String name) {
    // Given
    PermissionSettings settings =
        change(
            "callingHours",
            true,
            "daysOff",
            List.of(new DayOff(LocalDate.of(2027, 1, 25), "11", "Aniversário de São Paulo")),
            "hours",
            List.of(new Hours(null, "00:00-24:00", "00:00-24:00", null, true, null, null)));

    // When
    Judged judged = only("holiday", judge(input(number, at), settings));

    // Then
    assertThat(judged.outcome()).isEqualTo(name == null ? Outcome.PASSED : Outcome.DENIED);
    assertThat(judged.evidence()).contains(name == null ? "no holiday" : name);
  }

  @Test
  @DisplayName("CALL-345 an organization's hours are those that hold on the day of the call")
  void shouldChooseTheOrganizationsHoursByTheDate() {
    // Given
    PermissionSettings settings =
        change(
            "callingHours",
            true,
            "hours",
            List.of(
                new Hours("SP", "08:00-20:00", null, null, false, null, LocalDate.of(2026, 12, 31)),
                new Hours("SP", "10:00-12:00", null, null, false, LocalDate.of(2027, 1, 1), null),
                new Hours(null, "09:00-21:00", null, null, false, null, null)));

    // Then
    assertThat(judge(input("+5511987654321", "2026-12-31T11:00:00Z"), settings).allowed()).isTrue();
    assertThat(judge(input("+5511987654321", "2027-01-01T11:00:00Z"), settings).allowed())
        .isFalse();
    assertThat(judge(input("+5511987654321", "2027-01-01T13:00:00Z"), settings).allowed()).isTrue();
    assertThat(judge(input("+5541987654321", "2027-01-01T20:00:00Z"), settings).allowed()).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "attempts, 2 0 0 0, true",
    "attempts, 3 0 0 0, false",
    "attempts, 0 6 0 0, false",
    "concurrent-calls, 0 0 9 0, true",
    "concurrent-calls, 0 0 10 0, false",
    "calls-per-second, 0 0 0 4, true",
    "calls-per-second, 0 0 0 5, false"
  })
  @DisplayName("CALL-346 caps of attempts, of calls at one time and in a second are kept")
  void shouldKeepTheCaps(String rule, String counted, boolean allowed) {
    // Given
    List<Integer> counts = Arrays.stream(counted.split(" ")).map(Integer::valueOf).toList();
    Recent recent = new Recent(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
    PermissionSettings settings =
        change(
            "attemptsPerDay", 3, "attemptsPerWeek", 6, "concurrentCalls", 10, "callsPerSecond", 5);

    // When
    Verdict verdict = judge(input("+5511987654321", NOON).with(recent), settings);

    // Then
    assertThat(verdict.allowed()).isEqualTo(allowed);
    verdict
        .denial()
        .ifPresent(denial -> assertThat(denial.rule()).isEqualTo(PermissionRule.of(rule)));
  }

  @ParameterizedTest(name = "{0} % of {1}, {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "70, +551130001000, block, warned",
        "89, +551130001000, block, warned",
        "90, +551130001000, block, denied",
        "90, +551130001000, warn, warned",
        "95, +551130002000, block, passed",
        "95, -, block, denied"
      })
  @DisplayName("CALL-347 shortly before a limit of the regulator calls are braked")
  void shouldBrakeBeforeTheLimit(int percent, String number, String brake, String outcome) {
    // Given
    Volume volume = new Volume(PermissionRule.SHORT_CALLS, number, "anatel", percent, "many");
    PermissionInput input = input(List.of(), List.of(), List.of(volume)).from("+551130001000");

    // When
    Judged judged = only("short-calls", judge(input, change("shortCalls", brake)));

    // Then
    assertThat(judged.outcome().wire()).isEqualTo(outcome);
  }

  @Test
  @DisplayName("CALL-348 what verdicts are stored with keeps its words")
  void shouldKeepTheWords() {
    // When
    String verdict =
        EventJson.write(
            new Verdict(
                false,
                "+5511987654321",
                NOON,
                3,
                List.of(new Judged(PermissionRule.OPT_OUT, "sms", Outcome.DENIED, "so"))));
    String input =
        EventJson.write(
            input(
                    List.of(new Block("+5511*", Source.PROCON, "r", NOON, NOON)),
                    List.of(new OptOut("sms", NOON, NOON)),
                    List.of(new Volume(PermissionRule.MONTHLY_CALLS, null, "v", 71, "e")))
                .with(new Recent(1, 2, 3, 4)));

    // Then
    assertThat(verdict)
        .isEqualTo(
            "{\"allowed\":false,\"number\":\"+5511987654321\",\"at\":\"2026-12-02T15:00:00Z\","
                + "\"settingsVersion\":3,\"rules\":[{\"rule\":\"opt-out\",\"version\":\"sms\","
                + "\"outcome\":\"denied\",\"evidence\":\"so\"}]}");
    assertThat(input)
        .isEqualTo(
            "{\"number\":\"+5511987654321\",\"at\":\"2026-12-02T15:00:00Z\",\"settingsVersion\":3,"
                + "\"blocks\":[{\"number\":\"+5511*\",\"source\":\"procon\",\"reason\":\"r\","
                + "\"effectiveFrom\":\"2026-12-02T15:00:00Z\",\"expiresAt\":\"2026-12-02T15:00:00Z\"}],"
                + "\"optOuts\":[{\"channel\":\"sms\",\"outAt\":\"2026-12-02T15:00:00Z\","
                + "\"inAt\":\"2026-12-02T15:00:00Z\"}],\"volumes\":[{\"rule\":\"monthly-calls\","
                + "\"version\":\"v\",\"percent\":71,\"evidence\":\"e\"}],"
                + "\"recent\":{\"attemptsInDay\":1,\"attemptsInWeek\":2,\"running\":3,"
                + "\"inLastSecond\":4}}");
    assertThat(EventJson.write(EventJson.read(input, PermissionInput.class))).isEqualTo(input);
    assertThat(Arrays.stream(PermissionRule.values()).map(PermissionRule::wire))
        .containsExactly(
            "blocklist",
            "do-not-call",
            "opt-out",
            "consent",
            "calling-hours",
            "holiday",
            "attempts",
            "concurrent-calls",
            "calls-per-second",
            "short-calls",
            "monthly-calls",
            "velocity",
            "budget-exhausted");
    assertThat(Source.words()).containsExactly("manual", "import", "nao-me-perturbe", "procon");
    assertThat(EventJson.write(USUAL))
        .isEqualTo(
            "{\"callingHours\":false,\"hours\":[{\"weekdays\":\"09:00-21:00\",\"saturday\":"
                + "\"10:00-13:00\",\"notOnHolidays\":true}],\"restDays\":[\"carnival-monday\","
                + "\"carnival-tuesday\"],\"daysOff\":[],\"optOuts\":true,\"doNotCall\":"
                + "[\"nao-me-perturbe\",\"procon\"],\"shortCalls\":\"block\",\"monthlyCalls\":"
                + "\"warn\"}");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2026-12-02T13:00:00Z, true",
    "2026-12-02T15:30:00Z, false",
    "2026-12-02T18:00:00Z, true",
    "2026-12-05T13:00:00Z, false"
  })
  @DisplayName("CALL-480 of several hours of a state one must suit")
  void shouldAllowWhatOneOfSeveralHoursAllows(Instant at, boolean allowed) {
    // Given
    PermissionSettings settings =
        change(
            "callingHours",
            true,
            "hours",
            List.of(
                new Hours("SP", "09:00-12:00", null, null, true, null, null),
                new Hours("SP", "14:00-18:00", null, null, true, null, null)));

    // When
    Verdict verdict = judge(input("+5511987654321", at), settings);

    // Then
    assertThat(verdict.allowed()).as("%s", verdict.rules()).isEqualTo(allowed);
  }

  @Test
  @DisplayName("CALL-481 a day off holds also where hours are not looked at, and no other day does")
  void shouldKeepDaysOffByThemselves() {
    // Given
    PermissionSettings settings =
        change("daysOff", List.of(new DayOff(LocalDate.of(2027, 1, 25), "11", null)));

    // When
    Verdict there = judge(input("+5511987654321", "2027-01-25T15:00:00Z"), settings);
    Verdict elsewhere = judge(input("+5512987654321", "2027-01-25T15:00:00Z"), settings);
    Verdict christmas = judge(input("+5511987654321", "2026-12-25T15:00:00Z"), settings);

    // Then
    assertThat(only("holiday", there).outcome()).isEqualTo(Outcome.DENIED);
    assertThat(elsewhere.allowed()).isTrue();
    assertThat(christmas.allowed()).isTrue();
  }

  @ParameterizedTest(name = "from {0} until {1} on what holds from {2} until {3}: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 2026-12-01T00:00:00Z, -, false",
        "2099-01-01T00:00:00Z, -, 2026-12-01T00:00:00Z, -, true",
        "-, 2026-12-02T15:00:01Z, 2026-12-01T00:00:00Z, -, true",
        "-, 2026-12-31T00:00:00Z, 2026-12-01T00:00:00Z, 2026-12-30T00:00:00Z, false",
        "-, 2026-12-29T00:00:00Z, 2026-12-01T00:00:00Z, 2026-12-30T00:00:00Z, true",
        "2026-12-02T14:00:00Z, -, 2026-12-01T00:00:00Z, -, false",
        "2027-02-01T00:00:00Z, -, 2027-01-01T00:00:00Z, -, true"
      })
  @DisplayName("CALL-482 an entry is weakened by one that begins later or ends earlier")
  void shouldTellWhatWeakensAnEntry(
      Instant from, Instant until, Instant storedFrom, Instant storedUntil, boolean weaker) {
    // Given
    BlocklistEntry stored =
        new BlocklistEntry("+5511", Source.MANUAL, null, storedFrom, storedUntil, "b", storedFrom);

    // When
    BlocklistEntry wanted =
        new BlocklistEntry("+5511", Source.MANUAL, null, from, until, "a", NOON);

    // Then
    assertThat(wanted.weakens(stored)).isEqualTo(weaker);
  }

  private static Verdict judge(PermissionInput input, PermissionSettings settings) {
    return JudgeCall.judge(input, settings);
  }

  private static Judged only(String rule, Verdict verdict) {
    List<Judged> found =
        verdict.rules().stream().filter(one -> one.rule() == PermissionRule.of(rule)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static PermissionInput input(
      List<Block> blocks, List<OptOut> optOuts, List<Volume> volumes) {
    return new PermissionInput("+5511987654321", null, NOON, 3, blocks, optOuts, volumes, null);
  }

  private static PermissionInput input(String number, String at) {
    return input(number, Instant.parse(at));
  }

  private static PermissionInput input(String number, Instant at) {
    return new PermissionInput(number, null, at, 3, List.of(), List.of(), List.of(), null);
  }

  /** As an administrator changes them. */
  private static PermissionSettings change(Object... fields) {
    java.util.Map<String, Object> body = new java.util.LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      body.put((String) fields[i], fields[i + 1]);
    }
    return EventJson.read(EventJson.write(body), PermissionSettingsRequest.class).changed(USUAL);
  }

  private static PermissionInput declining(PermissionInput of, List<DeclinedConsent> declined) {
    return new PermissionInput(
        of.number(),
        of.from(),
        of.at(),
        of.settingsVersion(),
        of.blocks(),
        of.optOuts(),
        of.volumes(),
        of.recent(),
        of.budgets(),
        of.prefixes(),
        declined);
  }
}
