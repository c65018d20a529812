package dev.ramal.calls.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.EventJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredNumbersTest {

  @Test
  void shouldKeepTheWordsOfNumbers() {
    // Then
    assertThat(NumberState.values())
        .extracting(Enum::name)
        .containsExactly("ORDERED", "ACTIVE", "RELEASING", "RELEASED", "REFUSED", "REMOVED");
    assertThat(Assignment.Kind.values())
        .extracting(Enum::name)
        .containsExactly("AGENT", "CAMPAIGN");
    assertThat(RotationPolicy.values())
        .extracting(Enum::name)
        .containsExactly("FIRST", "ROUND_ROBIN", "RANDOM", "LEAST_USED", "SAME_AREA");
    assertThat(RotationPolicy.values())
        .extracting(RotationPolicy::wire)
        .containsExactly("first", "round-robin", "random", "least-used", "same-area");
    assertThat(NumberType.values())
        .extracting(Enum::name)
        .containsExactly("LOCAL", "MOBILE", "TOLL_FREE");
    assertThat(NumberType.values())
        .extracting(NumberType::wire)
        .containsExactly("local", "mobile", "toll-free");
    assertThat(DocumentState.values())
        .extracting(Enum::name)
        .containsExactly("APPROVED", "PENDING", "DRAFT", "REJECTED", "EXPIRED", "UNKNOWN");
    assertThat(
            List.of(
                NumberPort.DOCUMENTS,
                NumberPort.DOCUMENTS_PENDING,
                NumberPort.DOCUMENTS_REJECTED,
                NumberPort.NOT_OFFERED))
        .containsExactly(
            "documents-needed", "documents-pending", "documents-rejected", "not-offered");
  }

  @Test
  void shouldKeepTheWordsOfJobs() {
    // When
    String payload = EventJson.write(new NumberJobs.Payload(Map.of("bundleId", "BU1")));

    // Then
    assertThat(NumberJobs.QUEUE).isEqualTo("number-orders");
    assertThat(NumberJobs.BUY).isEqualTo("BUY");
    assertThat(NumberJobs.RELEASE).isEqualTo("RELEASE");
    assertThat(OrderNumber.ENDPOINT).isEqualTo("POST /api/numbers");
    assertThat(payload).isEqualTo("{\"documents\":{\"bundleId\":\"BU1\"}}");
  }
}
