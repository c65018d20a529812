package dev.ramal.bench.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.events.EventHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class FullRecordsTest {
  @Test
  void shouldBeAsLargeAsWhatTheGatewayPublishes() throws Exception {
    // When
    ProducerRecord<byte[], byte[]> record =
        new FullRecords().of("k1".getBytes(UTF_8), "CallSid=CA1&To=%2B55".getBytes(UTF_8));

    // Then
    JsonNode fact = new ObjectMapper().readTree(record.value());
    assertThat(fact.at("/raw/body").asText()).isEqualTo("CallSid=CA1&To=%2B55");
    assertThat(fact.path("carrier").asText()).isEqualTo("twilio");
    assertThat(record.headers().lastHeader(EventHeaders.ID)).isNotNull();
    assertThat(record.headers().lastHeader(EventHeaders.TRACE_PARENT)).isNotNull();
  }
}
