package dev.ramal.calls.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.AskingCarrier;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.EndConfig;
import dev.ramal.calls.lifecycle.PriceQuestions;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-179 a last question that was interrupted is asked again, as the last")
class AskForPricesTest {
  private final EndConfig config =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 200, new DurationConverter())
          .withMapping(EndConfig.class)
          .build()
          .getConfigMapping(EndConfig.class);

  private final CallJanitorConfig janitor =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 200, new DurationConverter())
          .withMapping(CallJanitorConfig.class)
          .build()
          .getConfigMapping(CallJanitorConfig.class);

  /** Whether each question was asked to take what there is. */
  private final List<Boolean> asked = new ArrayList<>();

  private final AskForPrices prices = new AskForPrices(new OneLeg(), null, config);

  @Test
  void shouldAskAgainAsTheLastWhatWasInterruptedAsTheLast() {
    // When
    var outcome = prices.ask(interruptedAfter(config.costChecks() - 1)).await().indefinitely();

    // Then
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(asked).containsExactly(true);
  }

  @Test
  void shouldAskAgainWhatWasInterruptedBefore() {
    // When
    var outcome = prices.ask(interruptedAfter(0)).await().indefinitely();

    // Then
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(asked).containsExactly(false);
  }

  @Test
  void shouldTakeWhatThereIsAfterAWhileAndAskOn() {
    // When
    prices.run(interruptedAfter(config.costInPartChecks() - 2)).await().indefinitely();
    prices.run(interruptedAfter(config.costInPartChecks() - 1)).await().indefinitely();

    // Then
    assertThat(asked).containsExactly(false, true);
    assertThat(config.costInPartChecks()).isLessThan(config.costChecks());
  }

  @Test
  void shouldAskForTwoWeeksAtGrowingWaits() {
    // Given
    AskForPrices asking = new AskForPrices(new OneLeg(), janitor, config);

    // When
    JobQueue queue = asking.queue();

    // Then
    List<Duration> waits =
        IntStream.range(1, queue.attempts()).mapToObj(queue.backoff()::after).toList();
    assertThat(waits).isSorted().startsWith(Duration.ofMinutes(1)).endsWith(Duration.ofDays(1));
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofDays(13), Duration.ofDays(14));
  }

  @Test
  void shouldAskOnForWhatWasAnsweredOnly() {
    // Given
    LegState missed = leg(null);
    LegState answered = leg(Instant.now());

    // Then
    assertThat(prices.isAskedOn(List.of(missed), config.costInPartChecks() - 1)).isTrue();
    assertThat(prices.isAskedOn(List.of(missed), config.costInPartChecks())).isFalse();
    assertThat(prices.isAskedOn(List.of(missed, answered), config.costInPartChecks())).isTrue();
    assertThat(prices.isAskedOn(List.of(), 1)).isFalse();
  }

  /** Over, and of unknown cost. */
  private static LegState leg(Instant answeredAt) {
    Instant now = Instant.now();
    return new LegState(
        LegName.LEAD,
        "+5511987654321",
        new CarrierCallId("CA1"),
        false,
        false,
        null,
        now,
        null,
        answeredAt,
        answeredAt != null,
        false,
        false,
        false,
        null,
        null,
        null,
        now,
        null);
  }

  private static Job interruptedAfter(int failures) {
    Instant now = Instant.now();
    return new Job(
        1,
        "job-1",
        Tenants.AURORA,
        PriceQuestions.QUEUE,
        "PRICE",
        "0195a1b2-0000-7000-8000-000000000001",
        "",
        "{}",
        JobState.ASKING,
        failures + 1,
        failures,
        0,
        now,
        now,
        now,
        null,
        now.plusSeconds(60));
  }

  /** A call of one leg that owes its price. */
  private final class OneLeg extends ReconcileCall {
    private OneLeg() {
      super(null, null, null, null, null, null, null, null, null);
    }

    @Override
    Uni<List<Answer>> ask(CallRef key, Predicate<LegState> wanted, Inquiry inquiry) {
      return inquiry
          .ask(carrier(), null, null)
          .map(said -> List.of(new Answer(LegName.LEAD, said)));
    }

    private CarrierPort carrier() {
      return (CarrierPort)
          Proxy.newProxyInstance(
              AskingCarrier.class.getClassLoader(),
              new Class<?>[] {AskingCarrier.class},
              (proxy, method, arguments) -> {
                asked.add((Boolean) arguments[2]);
                return Uni.createFrom().item(new Lookup.CannotTell("no price yet"));
              });
    }
  }
}
