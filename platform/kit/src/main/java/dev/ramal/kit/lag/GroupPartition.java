package dev.ramal.kit.lag;

import org.apache.kafka.common.TopicPartition;

/** What a consumer group reads of one partition. */
record GroupPartition(String group, TopicPartition partition) {
  String topic() {
    return partition.topic();
  }
}
