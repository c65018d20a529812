package dev.ramal.calls.call;

import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import dev.ramal.events.EventTypes;
import dev.ramal.events.LegName;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallRinging;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * However the facts of a call are shuffled and repeated, the call and what it tells are the same.
 */
@Label("CALL-05 shuffled and repeated facts converge")
class CallConvergenceTest {

  @Property(tries = 600)
  void shouldReachTheSameCallByEveryOrder(
      @ForAll("stories") List<Fact> story, @ForAll Random random) {
    // Given
    Told straight = tell(story);

    // When
    Told shuffled = tell(disturbed(story, random));

    // Then
    assertThat(shuffled.call.facts()).isEqualTo(straight.call.facts());
    assertThat(shuffled.call.state()).isEqualTo(straight.call.state());
    assertThat(shuffled.lasting()).containsExactlyInAnyOrderElementsOf(straight.lasting());
  }

  @Property(tries = 300)
  void shouldTellNothingTwice(@ForAll("stories") List<Fact> story, @ForAll Random random) {
    // When
    Told told = tell(disturbed(story, random));

    // Then
    assertThat(told.of(CallAnswered.class)).hasSizeLessThanOrEqualTo(1);
    assertThat(told.of(CallRinging.class)).hasSizeLessThanOrEqualTo(1);
    assertThat(told.of(CallDialed.class)).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2);
    List<Integer> revisions = told.of(CallEnded.class).stream().map(CallEnded::revision).toList();
    for (int i = 0; i < revisions.size(); i++) {
      assertThat(revisions.get(i)).isEqualTo(i);
    }
  }

  @Property(tries = 100)
  void shouldTellNothingThatBreaksItsSchema(
      @ForAll("stories") List<Fact> story, @ForAll Random random) {
    // When
    Told told = tell(disturbed(story, random));

    // Then
    assertThat(told.events)
        .allMatch(e -> EventSchema.isKept(EventTypes.typeOf(e.getClass()), EventJson.write(e)));
  }

  @Property(tries = 300)
  void shouldCorrectOnlyWhatChanged(@ForAll("stories") List<Fact> story, @ForAll Random random) {
    // When
    List<CallEnded> ends = tell(disturbed(story, random)).of(CallEnded.class);

    // Then
    for (int i = 1; i < ends.size(); i++) {
      assertThat(withoutRevision(ends.get(i))).isNotEqualTo(withoutRevision(ends.get(i - 1)));
    }
  }

  @Provide
  Arbitrary<List<Fact>> stories() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(CallOutcome.values()),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 90),
            Arbitraries.of(true, false))
        .as(CallConvergenceTest::story);
  }

  /** The facts of one call in their true order; wall clock in whole seconds, as Twilio's. */
  private static List<Fact> story(
      boolean counts,
      boolean agentAnswers,
      CallOutcome leadEnd,
      int ring,
      int talk,
      boolean asides) {
    List<Fact> facts = new ArrayList<>();
    int answer = 1 + ring;
    int over = answer + talk;
    facts.add(fact(AGENT, 0, 0, new FactBody.Accepted("s")));
    facts.add(fact(AGENT, 0, 1, new FactBody.Initiated()));
    facts.add(fact(AGENT, 1, 2, new FactBody.Ringing()));
    if (!agentAnswers) {
      facts.add(fact(AGENT, over, 3, ended(CallOutcome.NO_ANSWER, null)));
      return facts;
    }
    facts.add(fact(AGENT, 1, 3, new FactBody.Answered(null)));
    facts.add(fact(LEAD, 1, 0, new FactBody.Accepted("s")));
    facts.add(fact(LEAD, 1, 1, new FactBody.Initiated()));
    facts.add(fact(LEAD, 1, 2, new FactBody.Ringing()));
    if (leadEnd == CallOutcome.COMPLETED) {
      facts.add(fact(LEAD, answer, 3, new FactBody.Answered(AnsweredBy.HUMAN)));
      facts.add(fact(LEAD, over, 4, ended(leadEnd, counts ? talk : null)));
    } else {
      facts.add(fact(LEAD, over, 4, ended(leadEnd, null)));
    }
    facts.add(fact(AGENT, over, 4, ended(CallOutcome.COMPLETED, counts ? over - 1 : null)));
    if (asides) {
      facts.add(fact(LEAD, answer, null, new FactBody.MachineDetected(AnsweredBy.HUMAN, null)));
      facts.add(fact(LEAD, over + 5, null, new FactBody.Costed(new BigDecimal("0.03"), "USD", 60)));
      facts.add(fact(LEAD, answer, null, new FactBody.Aside("joined", null)));
    }
    return facts;
  }

  private static FactBody.Ended ended(CallOutcome outcome, Integer talk) {
    return new FactBody.Ended(outcome, talk, null, null, null);
  }

  private static Fact fact(LegName leg, int second, Integer sequence, FactBody body) {
    String id = leg + body.getClass().getSimpleName();
    return new Fact(
        id, leg, new CarrierCallId("CA-" + leg), Calls.NOON.plusSeconds(second), sequence, body);
  }

  private static List<Fact> disturbed(List<Fact> story, Random random) {
    List<Fact> disturbed = new ArrayList<>(story);
    for (Fact fact : story) {
      for (int copies = random.nextInt(3); copies > 0; copies--) {
        disturbed.add(fact);
      }
    }
    Collections.shuffle(disturbed, random);
    return disturbed;
  }

  private static Told tell(List<Fact> facts) {
    boolean leadDialled = facts.stream().anyMatch(fact -> fact.leg() == LEAD);
    Told told = new Told(Calls.requested(Carrier.TWILIO, true));
    if (leadDialled) {
      told.hear(fact(LEAD, 1, null, new FactBody.Ordered("+5511987654321")));
    }
    facts.forEach(told::hear);
    return told;
  }

  private static CallEnded withoutRevision(CallEnded e) {
    return new CallEnded(
        e.callId(),
        0,
        e.agentId(),
        e.agentName(),
        e.direction(),
        e.from(),
        e.to(),
        e.contactId(),
        e.dealId(),
        e.campaignId(),
        e.carrier(),
        e.connectionId(),
        e.outcome(),
        e.cause(),
        e.carrierCause(),
        e.answeredBy(),
        e.hungUpBy(),
        e.destinationClass(),
        e.ringSeconds(),
        e.talkSeconds(),
        e.startedAt(),
        e.answeredAt(),
        e.endedAt(),
        e.legs(),
        e.recordingExpected(),
        e.noRecording(),
        e.disposition(),
        e.notes(),
        e.machineDetections());
  }

  /** A call and all it has told. */
  private static final class Told {
    private Call call;
    private final List<Record> events = new ArrayList<>();

    private Told(Call call) {
      this.call = call;
    }

    private void hear(Fact fact) {
      if (call.apply(fact) instanceof Transition.Applied applied) {
        call = applied.call();
        events.addAll(applied.events());
      }
    }

    private <T> List<T> of(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What must not depend on the order: all but passing events; of the ends only the last. */
    private List<Record> lasting() {
      List<Record> lasting = new ArrayList<>();
      CallEnded last = null;
      for (Record event : events) {
        if (event instanceof CallEnded end) {
          last = end;
        } else if (event instanceof CallDialed d) {
          lasting.add(
              new CallDialed(
                  d.callId(),
                  d.leg(),
                  d.carrier(),
                  d.connectionId(),
                  d.carrierCallId(),
                  d.from(),
                  d.to(),
                  d.estimatedCost(),
                  null));
        } else if (!(event instanceof CallRinging)) {
          lasting.add(event);
        }
      }
      lasting.add(withoutRevision(last));
      return lasting;
    }
  }
}
