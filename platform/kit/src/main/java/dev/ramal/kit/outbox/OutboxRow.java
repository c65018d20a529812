package dev.ramal.kit.outbox;

/**
 * A row that waits to be published.
 *
 * @param seq order within a key
 * @param headers JSON object of Kafka headers
 */
record OutboxRow(
    long seq,
    String topic,
    String key,
    int partition,
    String headers,
    String payload,
    int attempts) {}
