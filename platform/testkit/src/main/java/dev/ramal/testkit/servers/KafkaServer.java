package dev.ramal.testkit.servers;

/** A Kafka broker. */
public interface KafkaServer extends Server {
  @Override
  default String name() {
    return "Kafka";
  }

  String bootstrapServers();
}
