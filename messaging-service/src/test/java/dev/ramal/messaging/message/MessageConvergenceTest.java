package dev.ramal.messaging.message;

import static dev.ramal.messaging.message.Messages.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import dev.ramal.events.EventTypes;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.events.messages.MessageUnconfirmed;
import dev.ramal.messaging.message.MessageFact.CarrierAccepted;
import dev.ramal.messaging.message.MessageFact.OutcomeUnknown;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Facts come shuffled and repeated; the message and what it tells the world do not depend on it.
 */
@Label("MSG-03 convergence")
class MessageConvergenceTest {
  private static final Set<MessageStatus> ARRIVALS =
      Set.of(MessageStatus.DELIVERED, MessageStatus.READ);
  private static final Set<MessageStatus> FAILURES =
      Set.of(
          MessageStatus.UNDELIVERED,
          MessageStatus.FAILED,
          MessageStatus.EXPIRED,
          MessageStatus.CANCELED);

  @Property(tries = 2_000)
  void shouldReachTheSameMessageInAnyOrder(
      @ForAll("reports") List<StatusReported> reports, @ForAll Random random) {
    // Given
    List<StatusReported> other = shuffledAndRepeated(reports, random);
    // When
    Run one = run(Messages.sending(), reports);
    Run two = run(Messages.sending(), other);
    // Then
    assertThat(two.message).isEqualTo(one.message);
    Class<?>[] untilDisproved = {MessageFailed.class, MessageUnconfirmed.class};
    assertThat(two.types(untilDisproved)).isEqualTo(one.types(untilDisproved));
  }

  @Property(tries = 2_000)
  void shouldTellEachEventAtMostOnceAndEveryArrivalExactlyOnce(
      @ForAll("reports") List<StatusReported> reports, @ForAll Random random) {
    // Given
    List<StatusReported> order = shuffledAndRepeated(reports, random);
    boolean arrived = reports.stream().anyMatch(r -> ARRIVALS.contains(r.status()));
    boolean failed = reports.stream().anyMatch(r -> FAILURES.contains(r.status()));
    // When
    Run run = run(Messages.sending(), order);
    // Then
    assertThat(run.count(MessageDelivered.class)).isEqualTo(arrived ? 1 : 0);
    assertThat(run.count(MessageSent.class)).isLessThanOrEqualTo(1);
    assertThat(run.count(MessageRead.class)).isLessThanOrEqualTo(1);
    assertThat(run.count(MessageCosted.class)).isLessThanOrEqualTo(1);
    assertThat(run.count(MessageFailed.class)).isLessThanOrEqualTo(1);
    assertThat(run.count(MessageUnconfirmed.class)).isLessThanOrEqualTo(1);
    if (!arrived) {
      assertThat(run.count(MessageFailed.class)).isEqualTo(failed ? 1 : 0);
    }
  }

  @Property(tries = 2_000)
  void shouldNeverTellDeliveredBeforeSentNorReadBeforeDelivered(
      @ForAll("reports") List<StatusReported> reports, @ForAll Random random) {
    // Given
    List<StatusReported> order = shuffledAndRepeated(reports, random);
    // When
    Run run = run(Messages.sending(), order);
    // Then
    List<Class<?>> path =
        run.events.stream()
            .<Class<?>>map(Object::getClass)
            .filter(Set.of(MessageSent.class, MessageDelivered.class, MessageRead.class)::contains)
            .toList();
    List<Class<?>> whole = List.of(MessageSent.class, MessageDelivered.class, MessageRead.class);
    assertThat(path).isEqualTo(whole.subList(0, path.size()));
  }

  @Property(tries = 2_000)
  void shouldConvergeWhenCallbacksOvertakeOurOwnAnswer(
      @ForAll("reports") List<StatusReported> reports,
      @ForAll boolean answerLost,
      @ForAll Random random) {
    // Given
    List<MessageFact> facts = new ArrayList<>(reports);
    facts.add(
        answerLost ? new OutcomeUnknown(T0) : new CarrierAccepted(Messages.CARRIER_ID, null, T0));
    Collections.shuffle(facts, random);
    // When
    Run run = run(Messages.sending(), facts);
    Run reportsOnly = run(Messages.sending(), reports);
    // Then
    if (!reports.isEmpty()) {
      assertThat(run.message).isEqualTo(reportsOnly.message);
    }
    assertThat(run.message.state()).isNotEqualTo(MessageState.ACCEPTED);
  }

  @Property(tries = 1_000)
  void shouldConvergeFromTheBeginningWhenNotYetIsAskedAgain(
      @ForAll("reports") List<StatusReported> reports, @ForAll Random random) {
    // Given
    List<MessageFact> facts = new ArrayList<>(reports);
    facts.add(new SendingStarted(T0));
    facts.add(new CarrierAccepted(Messages.CARRIER_ID, null, T0));
    List<MessageFact> other = new ArrayList<>(facts);
    Collections.shuffle(other, random);
    // When
    Run one = run(Messages.accepted(), facts);
    Run two = run(Messages.accepted(), other);
    // Then
    assertThat(two.message).isEqualTo(one.message);
  }

  @Property(tries = 1_000)
  void shouldComeToThePriceOfTheLastWordInAnyOrder(
      @ForAll("reports") List<StatusReported> reports, @ForAll Random random) {
    // Given
    List<StatusReported> priced =
        reports.stream().map(MessageConvergenceTest::dearerAtTheEnd).toList();
    // When
    Run one = run(Messages.sending(), priced);
    Run two = run(Messages.sending(), shuffledAndRepeated(priced, random));
    // Then
    assertThat(two.message).isEqualTo(one.message);
    assertThat(two.price()).isEqualTo(one.price()).isEqualTo(one.message.progress().cost());
    assertThat(two.count(MessageCosted.class)).isLessThanOrEqualTo(2);
  }

  /** As Telnyx tells it, whose last word may hold what operators charge. */
  private static StatusReported dearerAtTheEnd(StatusReported report) {
    boolean end =
        ARRIVALS.contains(report.status())
            || FAILURES.contains(report.status())
            || report.status() == MessageStatus.UNCONFIRMED;
    return new StatusReported(
        report.status(),
        report.carrierMessageId(),
        report.cause(),
        report.segments(),
        report.cost() == null ? null : Money.of(end ? "0.031" : "0.030", "USD"),
        report.at());
  }

  @Provide
  Arbitrary<List<StatusReported>> reports() {
    return Combinators.combine(
            Arbitraries.of(MessageStatus.class),
            Arbitraries.integers().between(0, 120),
            Arbitraries.of("30003", "30005", "30008"),
            Arbitraries.of(true, false))
        .as(MessageConvergenceTest::report)
        .list()
        .ofMaxSize(8);
  }

  private static StatusReported report(
      MessageStatus status, int second, String code, boolean priced) {
    return new StatusReported(
        status,
        Messages.CARRIER_ID,
        FAILURES.contains(status) ? new FailureCause(code, "motivo " + code) : null,
        priced ? 2 : null,
        priced ? Money.of("0.031", "USD") : null,
        T0.plusSeconds(second));
  }

  private static List<StatusReported> shuffledAndRepeated(
      List<StatusReported> reports, Random random) {
    List<StatusReported> order = new ArrayList<>(reports);
    order.addAll(reports.subList(0, reports.size() / 2));
    Collections.shuffle(order, random);
    return order;
  }

  private static Run run(Message start, List<? extends MessageFact> facts) {
    Deque<MessageFact> waiting = new ArrayDeque<>(facts);
    Message message = start;
    List<Record> events = new ArrayList<>();
    int left = facts.size() * facts.size() + facts.size();
    while (!waiting.isEmpty() && left-- > 0) {
      MessageFact fact = waiting.poll();
      MessageTransition transition = message.apply(fact);
      if (transition instanceof MessageTransition.Applied applied) {
        message = applied.message();
        events.addAll(applied.events());
      } else if (transition instanceof MessageTransition.NotYet) {
        waiting.add(fact);
      }
    }
    assertThat(events)
        .allMatch(e -> EventSchema.isKept(EventTypes.typeOf(e.getClass()), EventJson.write(e)));
    return new Run(message, events);
  }

  private record Run(Message message, List<Record> events) {
    long count(Class<?> type) {
      return events.stream().filter(type::isInstance).count();
    }

    /** That was told last; null where none was. */
    Money price() {
      return events.stream()
          .filter(MessageCosted.class::isInstance)
          .map(told -> ((MessageCosted) told).cost())
          .reduce((earlier, later) -> later)
          .orElse(null);
    }

    /** Failures are told in the order of arrival, so only a message that arrived may differ. */
    Set<Class<?>> types(Class<?>... except) {
      return events.stream()
          .<Class<?>>map(Object::getClass)
          .filter(type -> !Set.of(except).contains(type))
          .collect(Collectors.toSet());
    }
  }
}
