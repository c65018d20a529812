package dev.ramal.kit.outbox;

/**
 * A row that waits to be published.
 *
 * @param seq order within a key
 * @param headers JSON object of Kafka headers
 */
record OutboxRow(
    long seq, int partition, String topic, String key, String headers, String payload) {}
