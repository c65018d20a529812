package dev.ramal.kit.app;

import dev.ramal.events.Topics;
import dev.ramal.kit.globaltable.GlobalTable;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A compacted topic in memory, for tests. */
@ApplicationScoped
public class Greetings extends GlobalTable<String> {
  Greetings() {
    super(Topics.CONNECTIONS);
  }

  @Override
  protected String decode(ConsumerRecord<String, String> record) {
    if (record.value().isBlank()) {
      throw new IllegalArgumentException("no greeting");
    }
    return record.value();
  }
}
