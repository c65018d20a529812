package dev.ramal.messaging.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A dead letter as it lies in its topic.
 *
 * @param key null for none
 * @param headers as text, in their order; of one that comes twice the last
 * @param body null for none
 */
record RawLetter(LetterPlace place, String key, Map<String, String> headers, String body) {

  static RawLetter of(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return new RawLetter(LetterPlace.of(record), record.key(), headers, record.value());
  }

  Headers kafkaHeaders() {
    Headers written = new RecordHeaders();
    headers.forEach((name, text) -> written.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return written;
  }
}
