package dev.ramal.kit.failure;

import static dev.ramal.kit.failure.FailurePolicy.Verdict.ACKNOWLEDGE;
import static dev.ramal.kit.failure.FailurePolicy.Verdict.DEAD_LETTER;
import static dev.ramal.kit.failure.FailurePolicy.Verdict.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailurePolicyTest {
  private final FailurePolicy policy = new FailurePolicy(List.of(1_000, 5_000));

  @Test
  void shouldDeadLetterTheMalformedAtOnce() {
    assertThat(policy.verdict(new Failure.Malformed("c", "d"), 1)).isEqualTo(DEAD_LETTER);
  }

  @Test
  void shouldAcknowledgeWhatNeedsNoFurtherWork() {
    assertThat(policy.verdict(new Failure.TooLate("d"), 1)).isEqualTo(ACKNOWLEDGE);
    assertThat(policy.verdict(new Failure.Rejected("c", "d"), 9)).isEqualTo(ACKNOWLEDGE);
  }

  @Test
  void shouldRetryAsOftenAsThereAreDelaysThenDeadLetter() {
    for (Failure failure :
        List.of(new Failure.NotYet("d"), new Failure.Transient("d", new RuntimeException()))) {
      assertThat(policy.verdict(failure, 1)).isEqualTo(RETRY);
      assertThat(policy.verdict(failure, 2)).isEqualTo(RETRY);
      assertThat(policy.verdict(failure, 3)).isEqualTo(DEAD_LETTER);
    }
  }

  @Test
  void shouldTakeAnUnknownExceptionForTransientAndFindAKnownOneWithin() {
    // Given
    FailureException known = new FailureException(new Failure.NotYet("d"));

    // When / Then
    assertThat(FailureException.of(new NullPointerException()))
        .isInstanceOf(Failure.Transient.class);
    assertThat(FailureException.of(new RuntimeException(known))).isInstanceOf(Failure.NotYet.class);
  }

  @Test
  void shouldNameRetryTopicsAfterTopicServiceAndDelay() {
    assertThat(policy.retryTopics("calls.events.v1", "billing-service"))
        .containsExactly(
            "calls.events.v1.billing-service_retry_1000",
            "calls.events.v1.billing-service_retry_5000");
  }

  @ParameterizedTest
  @CsvSource({
    "calls.events.v1.billing-service_retry_5000, calls.events.v1",
    "calls.events.v1, calls.events.v1",
    "calls.events.v1.billing-service.dlq, calls.events.v1.billing-service.dlq"
  })
  void shouldFindTheSourceByTheNameOfARetryTopic(String topic, String source) {
    assertThat(FailurePolicy.sourceOf(topic)).isEqualTo(source);
  }

  @Test
  void shouldNotBelieveWhatARecordBringsAlongAboutItsSource() {
    // Given
    Headers headers = new RecordHeaders();
    headers.add(FailureHeaders.SOURCE_TOPIC, "made-up".getBytes(StandardCharsets.UTF_8));
    Failure failure = new Failure.NotYet("d");

    // When
    FailureHeaders.write(headers, failure, "calls.events.v1", 3, 9, "1.2");
    FailureHeaders.write(
        headers, failure, "calls.events.v1.billing-service_retry_1000", 1, 0, "1.3");

    // Then
    assertThat(headers.headers(FailureHeaders.SOURCE_TOPIC))
        .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
        .containsExactly("calls.events.v1");
  }

  @Test
  void shouldTellWhatAFailureAddedFromWhatARecordCameWith() {
    // Given
    Headers headers = new RecordHeaders();
    headers.add("ce_id", "1".getBytes(StandardCharsets.UTF_8));
    headers.add("traceparent", "2".getBytes(StandardCharsets.UTF_8));

    // When
    FailureHeaders.write(headers, new Failure.Malformed("c", "d"), "calls.events.v1", 3, 9, "1.2");
    FailureHeaders.write(headers, new Failure.NotYet("d"), "calls.events.v1", 3, 9, "1.3");

    // Then
    assertThat(headers.headers(FailureHeaders.VERSION))
        .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
        .containsExactly("1.3");
    assertThat(headers)
        .filteredOn(header -> !FailureHeaders.isOfFailure(header.key()))
        .extracting(Header::key)
        .containsExactly("ce_id", "traceparent");
  }
}
