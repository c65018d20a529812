package dev.ramal.servers.kafka;

import dev.ramal.servers.processes.Server;

/** A Kafka broker. */
public interface KafkaServer extends Server {
  @Override
  default String name() {
    return "Kafka";
  }

  String bootstrapServers();
}
