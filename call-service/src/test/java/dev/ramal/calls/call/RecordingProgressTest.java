package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.AnnouncementSpoken;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.ConsentGiven;
import dev.ramal.events.calls.ConsentRefused;
import dev.ramal.events.calls.RecordingStarted;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stage of a recording × every fact about it. A cell is the stage afterwards; {@code =} the
 * same stage.
 */
@DisplayName("CALL-141 nothing is recorded without the carrier's proof that the lead was told")
class RecordingProgressTest {
  private static final String TABLE =
      """
      fact       not-wanted to-tell  telling  asking    allowed  begun   missing  withheld-untold withheld-no-key
      announcing =          telling  =        =         =        =       =        =               =
      spoken     =          =        allowed  =         =        =       =        allowed         =
      unspoken   =          withheld withheld withheld  =        =       =        =               =
      unproven   =          withheld withheld withheld  =        =       =        =               =
      key-1      =          =        =        allowed   =        =       =        =               allowed
      key-2      =          =        =        withheld  =        =       =        =               =
      no-key     =          =        =        withheld  =        =       =        =               =
      begun      =          =        =        =         begun    =       =        =               =
      refused    =          =        =        =         withheld =       =        =               =
      absent     =          =        =        =         =        missing =        =               =
      other      =          =        =        =         =        =       =        =               =
      kept       =          =        =        =         =        =       begun    =               =
      answered   =          =        =        =         =        =       =        =               =
      """;

  private static final Map<String, FactBody> FACTS =
      Map.ofEntries(
          Map.entry("announcing", new FactBody.Announcing("Olá.", "pt-BR")),
          Map.entry("spoken", new FactBody.Announced(true, "event-1")),
          Map.entry("unspoken", new FactBody.Announced(false, null)),
          Map.entry("unproven", new FactBody.Announced(true, null)),
          Map.entry("key-1", new FactBody.Keyed("1", "event-2")),
          Map.entry("key-2", new FactBody.Keyed("2", "event-2")),
          Map.entry("no-key", new FactBody.Keyed("", null)),
          Map.entry("begun", new FactBody.RecordingBegun("RE1")),
          Map.entry("refused", new FactBody.RecordingRefused("21220", "no")),
          Map.entry("absent", new FactBody.RecordingMissing("absent", "RE1")),
          Map.entry("other", new FactBody.RecordingMissing("absent", "RE2")),
          Map.entry("kept", new FactBody.RecordingKept("RE1")),
          Map.entry("answered", new FactBody.Answered(null)));

  static Stream<Arguments> cells() {
    List<String> lines = TABLE.lines().toList();
    String[] stages = lines.get(0).split("\\s+");
    List<Arguments> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\\s+");
      for (int column = 1; column < stages.length; column++) {
        cells.add(Arguments.of(stages[column], row[0], row[column]));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} + {1} → {2}")
  @MethodSource("cells")
  void shouldMoveAsTheTableSays(String stage, String fact, String expected) {
    // Given
    Call call = in(stage);

    // When
    Call now = after(call, lead(100, FACTS.get(fact)));

    // Then
    String before = call.state().recording().word();
    assertThat(now.state().recording().word()).isEqualTo(expected.equals("=") ? before : expected);
  }

  @Test
  void shouldMakeEvidenceOfFactsOnly() {
    // When
    List<Constructor<?>> ways = Arrays.asList(RecordingEvidence.class.getDeclaredConstructors());

    // Then
    assertThat(ways).allMatch(way -> Modifier.isPrivate(way.getModifiers()));
  }

  /** Whatever is left out and however the rest comes: begun only with all that is demanded. */
  @Test
  void shouldNeverBeBegunWithoutItsProof() {
    Random random = new Random(42);
    List<FactBody> bodies = List.copyOf(FACTS.values());
    for (int tries = 0; tries < 3000; tries++) {
      // Given
      Consent consent = random.nextBoolean() ? Consent.KEY : Consent.ANNOUNCEMENT;
      List<FactBody> some = new ArrayList<>(bodies);
      Collections.shuffle(some, random);
      some = some.subList(0, random.nextInt(bodies.size() + 1));

      // When
      Call call = Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(consent, true));
      int second = 0;
      for (FactBody body : some) {
        call = after(call, lead(++second, body));
      }

      // Then
      boolean told = some.contains(FACTS.get("announcing")) && some.contains(FACTS.get("spoken"));
      boolean may = told && (consent == Consent.ANNOUNCEMENT || some.contains(FACTS.get("key-1")));
      boolean refused = some.contains(FACTS.get("refused")) && !some.contains(FACTS.get("begun"));
      assertThat(call.state().recording().proof().isPresent())
          .as("%s %s", consent, some)
          .isEqualTo(may && !refused);
      if (call.state().recording() instanceof RecordingProgress.Begun) {
        assertThat(may).isTrue();
      }
    }
  }

  @Test
  void shouldTellTheProofTheConsentAndTheStartOnce() {
    // Given
    Call call = Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(Consent.KEY, true));
    List<Record> events = new ArrayList<>();

    // When
    for (Fact fact :
        List.of(
            lead(9, FACTS.get("begun")),
            lead(8, FACTS.get("key-1")),
            lead(5, FACTS.get("announcing")),
            lead(7, FACTS.get("spoken")),
            lead(10, FACTS.get("key-1")))) {
      Transition.Applied applied = (Transition.Applied) call.apply(fact);
      call = applied.call();
      events.addAll(applied.events());
    }

    // Then
    assertThat(events)
        .hasExactlyElementsOfTypes(
            AnnouncementSpoken.class, ConsentGiven.class, RecordingStarted.class);
    AnnouncementSpoken spoken = (AnnouncementSpoken) events.get(0);
    assertThat(spoken.text()).isEqualTo("Olá.");
    assertThat(spoken.proof()).isEqualTo("event-1");
    assertThat(((RecordingStarted) events.get(2)).consent()).isEqualTo(Consent.KEY);
  }

  @Test
  void shouldNotBeginBeforeItsProofWhereTheClocksDiffer() {
    // When
    Call call = after(in("allowed"), lead(3, FACTS.get("begun")));

    // Then
    RecordingProgress.Begun begun = (RecordingProgress.Begun) call.state().recording();
    assertThat(begun.at()).isEqualTo(begun.evidence().told().at());
  }

  @Test
  @DisplayName(
      "CALL-152 who consented is not cut off, and who was given up is not asked in between")
  void shouldJoinWhomTheCarrierWouldNotRecord() {
    // Given
    Call told =
        after(
            Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(Consent.KEY, false)),
            lead(5, FACTS.get("announcing")),
            lead(11, FACTS.get("spoken")),
            lead(15, FACTS.get("key-1")));

    // When
    Call refused = after(told, lead(20, FACTS.get("refused")));

    // Then
    assertThat(refused.state().recording().whyNone()).isEqualTo("refused");
    assertThat(VoicePlan.next(LegName.LEAD, refused.state()))
        .containsExactly(new VoicePlan.VoiceInstruction.JoinConference());
  }

  @Test
  @DisplayName(
      "CALL-152 who consented is not cut off, and who was given up is not asked in between")
  void shouldAskNobodyWhoseProofCameTooLateForTheQuestion() {
    // Given
    Call givenUp =
        after(
            Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(Consent.KEY, true)),
            lead(5, FACTS.get("announcing")),
            lead(30, FACTS.get("unspoken")));

    // When
    Call late = after(givenUp, lead(31, FACTS.get("spoken")));

    // Then
    assertThat(late.state().recording().whyNone()).isEqualTo("untold");
    assertThat(VoicePlan.next(LegName.LEAD, late.state()))
        .containsExactly(new VoicePlan.VoiceInstruction.JoinConference());
  }

  @Test
  @DisplayName(
      "CALL-152 who consented is not cut off, and who was given up is not asked in between")
  void shouldSayThatItWasUsWhoLetTheLeadGo() {
    // Given
    Call call = Calls.requested(Carrier.TWILIO, new FactBody.RecordingAsked(Consent.KEY, false));

    // When
    Call letGo =
        after(
            call,
            lead(5, FACTS.get("announcing")),
            lead(11, FACTS.get("spoken")),
            lead(20, FACTS.get("no-key")));

    // Then
    CallEnded told = end(letGo);
    assertThat(told.hungUpBy()).isEqualTo(ReleasingParty.SYSTEM);
    assertThat(told.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(told.cause()).isEqualTo("consent");
    assertThat(told.talkSeconds()).isZero();
    assertThat(told.noRecording()).isEqualTo("no-key");
    assertThat(told.legs())
        .filteredOn(leg -> leg.leg() == LegName.LEAD)
        .as("what the carrier charges stands")
        .allMatch(leg -> leg.answeredSeconds() > 0);
  }

  @Test
  @DisplayName("CALL-177 an inbound call says why what the carrier recorded is not here")
  void shouldSayWhyACallerWasNotRecorded() {
    // Given
    Call rang = Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound());
    Call over =
        after(
            rang, lead(1, FACTS.get("answered")), lead(20, Calls.ended(CallOutcome.COMPLETED, 19)));

    // When
    Call missing = after(over, lead(25, new FactBody.RecordingMissing("own-bucket", "RE1")));
    Call kept = after(missing, lead(30, FACTS.get("kept")));

    // Then
    assertThat(CallEvents.ended(over, 0).noRecording()).isNull();
    assertThat(CallEvents.ended(missing, 1).noRecording()).isEqualTo("own-bucket");
    assertThat(missing.state().recording().isMissing()).isTrue();
    assertThat(missing.revision()).isEqualTo(1);
    assertThat(CallEvents.ended(kept, 2).noRecording()).isNull();
  }

  @Test
  void shouldTellARefusalOnce() {
    // When
    List<Record> events = Calls.events(in("asking").apply(lead(20, FACTS.get("key-2"))));

    // Then
    assertThat(events).hasExactlyElementsOfTypes(ConsentRefused.class);
    assertThat(((ConsentRefused) events.get(0)).key()).isEqualTo("2");
  }

  @Test
  void shouldSayAtTheEndWhetherARecordingComesOrWhyNot() {
    // When / Then
    assertThat(end(in("begun")).recordingExpected()).isTrue();
    assertThat(end(in("begun")).noRecording()).isNull();
    assertThat(end(in("missing")).recordingExpected()).isFalse();
    assertThat(end(in("missing")).noRecording()).isEqualTo("absent");
    assertThat(in("missing").state().recording().begunAt())
        .isEqualTo(in("begun").state().recording().begunAt())
        .isNotNull();
    assertThat(end(in("withheld-no-key")).noRecording()).isEqualTo("no-key");
    assertThat(end(in("telling")).noRecording()).isEqualTo("not-begun");
    assertThat(end(in("not-wanted")).noRecording()).isNull();
  }

  @Test
  @DisplayName("CALL-142 a call whose recording came to nothing says so, also after its end")
  void shouldCorrectTheEndWhenNobodySpoke() {
    // Given
    Call over = over(in("begun"));

    // When
    Transition absent = over.apply(lead(200, FACTS.get("absent")));

    // Then
    CallEnded corrected = (CallEnded) Calls.events(absent).get(0);
    assertThat(corrected.revision()).isEqualTo(1);
    assertThat(corrected.recordingExpected()).isFalse();
    assertThat(corrected.noRecording()).isEqualTo("absent");
  }

  private static CallEnded end(Call call) {
    return CallEvents.ended(over(call), 0);
  }

  private static Call over(Call call) {
    return after(
        call,
        agent(1, new FactBody.Answered(null)),
        lead(4, new FactBody.Answered(null)),
        lead(90, ended(CallOutcome.COMPLETED, 86)),
        agent(91, ended(CallOutcome.COMPLETED, 90)));
  }

  private static Call in(String stage) {
    Call told = told(Consent.ANNOUNCEMENT);
    Call begun = after(told, lead(12, FACTS.get("begun")));
    Call asked = told(Consent.KEY);
    return switch (stage) {
      case "not-wanted" -> Calls.requested(Carrier.TELNYX, false);
      case "to-tell" -> Calls.requested(Carrier.TELNYX, true);
      case "telling" ->
          after(Calls.requested(Carrier.TELNYX, true), lead(5, FACTS.get("announcing")));
      case "asking" -> asked;
      case "allowed" -> told;
      case "begun" -> begun;
      case "missing" -> after(begun, lead(60, FACTS.get("absent")));
      case "withheld-untold" ->
          after(
              Calls.requested(Carrier.TELNYX, true),
              lead(5, FACTS.get("announcing")),
              lead(6, FACTS.get("unspoken")));
      case "withheld-no-key" -> after(asked, lead(15, FACTS.get("no-key")));
      default -> throw new IllegalArgumentException(stage);
    };
  }

  private static Call told(Consent consent) {
    return after(
        Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(consent, true)),
        lead(5, FACTS.get("announcing")),
        lead(11, FACTS.get("spoken")));
  }
}
