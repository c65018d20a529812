package dev.ramal.kit.lag;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads from the broker how far groups are: four or five requests for all of them, however many
 * partitions there are. Blocks its caller. Not by the consumers' own metrics: whoever stands still
 * fetches nothing and tells the lag of before, and whoever is not there tells nothing.
 */
final class ReadGroups implements AutoCloseable {
  private final Admin admin;
  private final Pattern groups;
  private final Duration patience;

  /**
   * @param kafka bootstrap servers and security
   * @param groups the whole name of a group fits, or it is left out
   * @param patience for each answer
   */
  ReadGroups(Map<String, Object> kafka, Pattern groups, Duration patience) {
    Map<String, Object> settings = new HashMap<>(kafka);
    int millis = (int) patience.toMillis();
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    this.admin = Admin.create(settings);
    this.groups = groups;
    this.patience = patience;
  }

  /**
   * @throws GroupsUnreadable when the broker does not answer: nothing is known then
   */
  Map<GroupPartition, GroupOffsets> read() {
    Set<String> names =
        of(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .map(GroupListing::groupId)
            .filter(name -> groups.matcher(name).matches())
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<GroupPartition, Long> committed = committed(names);
    Set<GroupPartition> attended = attended(names);
    Set<GroupPartition> all = new HashSet<>(committed.keySet());
    all.addAll(attended);
    Set<TopicPartition> partitions =
        all.stream().map(GroupPartition::partition).collect(Collectors.toSet());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> firsts = offsets(behind(all, committed, ends), OffsetSpec.earliest());
    return all.stream()
        .collect(
            Collectors.toMap(
                place -> place,
                place ->
                    new GroupOffsets(
                        committed.getOrDefault(place, GroupOffsets.NONE),
                        firsts.getOrDefault(place.partition(), 0L),
                        ends.getOrDefault(place.partition(), GroupOffsets.NONE),
                        attended.contains(place))));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private Map<GroupPartition, Long> committed(Set<String> names) {
    Map<String, ListConsumerGroupOffsetsSpec> wanted =
        names.stream()
            .collect(Collectors.toMap(name -> name, name -> new ListConsumerGroupOffsetsSpec()));
    Map<GroupPartition, Long> committed = new HashMap<>();
    of(admin.listConsumerGroupOffsets(wanted).all())
        .forEach((group, offsets) -> add(group, offsets, committed));
    return committed;
  }

  /** A partition of which nothing is committed may be there, without a value. */
  private static void add(
      String group,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Map<GroupPartition, Long> committed) {
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(new GroupPartition(group, partition), offset.offset());
          }
        });
  }

  /** While a group is distributed anew its members have nothing, for some seconds. */
  private Set<GroupPartition> attended(Set<String> names) {
    Set<GroupPartition> attended = new HashSet<>();
    for (ConsumerGroupDescription group : of(admin.describeConsumerGroups(names).all()).values()) {
      group.members().stream()
          .flatMap(member -> member.assignment().topicPartitions().stream())
          .forEach(partition -> attended.add(new GroupPartition(group.groupId(), partition)));
    }
    return attended;
  }

  /** Only there it matters which records are still there. */
  private static Set<TopicPartition> behind(
      Collection<GroupPartition> all,
      Map<GroupPartition, Long> committed,
      Map<TopicPartition, Long> ends) {
    return all.stream()
        .filter(
            place -> committed.getOrDefault(place, 0L) < ends.getOrDefault(place.partition(), 0L))
        .map(GroupPartition::partition)
        .collect(Collectors.toSet());
  }

  /** Without those that have no leader now, or are being deleted. */
  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    ListOffsetsResult asked =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    GroupsUnreadable silence = null;
    for (TopicPartition partition : partitions) {
      try {
        offsets.put(partition, of(asked.partitionResult(partition)).offset());
      } catch (GroupsUnreadable e) {
        silence = e;
      }
    }
    if (offsets.isEmpty() && silence != null) {
      throw silence;
    }
    return offsets;
  }

  private <T> T of(KafkaFuture<T> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new GroupsUnreadable(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new GroupsUnreadable("no answer in " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GroupsUnreadable("interrupted", e);
    }
  }

  /** The broker did not say how far groups are. */
  static final class GroupsUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GroupsUnreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
