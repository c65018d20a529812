package dev.ramal.servers.kafka;

import dev.ramal.events.Topics;
import dev.ramal.servers.processes.ServerFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** Creates the topics that {@link Topics} names. */
public record TopicSetup(String bootstrapServers) {
  /** Creates the missing ones with {@link Topics#PARTITIONS} partitions; replication 1. */
  public void ensure() {
    try (Admin admin = admin()) {
      Set<String> there = await(admin.listTopics().names());
      create(
          admin,
          Topics.all().stream().filter(topic -> !there.contains(topic.name())).toList(),
          Topics.PARTITIONS);
    }
  }

  /** Deletes every topic and the positions of every idle group, then creates ours anew, empty. */
  public void recreate(int partitions) {
    try (Admin admin = admin()) {
      Set<String> there = await(admin.listTopics().names());
      await(admin.deleteTopics(there).all());
      forgetGroups(admin);
      create(admin, Topics.all(), partitions);
    }
  }

  private static void forgetGroups(Admin admin) {
    List<String> groups =
        await(admin.listGroups().all()).stream().map(group -> group.groupId()).toList();
    try {
      await(admin.deleteConsumerGroups(groups).all());
    } catch (ServerFailure stillInUse) {
      // A group whose members have not left yet: its topics are gone, and its positions with them.
      return;
    }
  }

  private static void create(Admin admin, Collection<Topics.Topic> topics, int partitions) {
    await(
        admin
            .createTopics(
                topics.stream()
                    .map(
                        topic ->
                            new NewTopic(topic.name(), partitions, (short) 1)
                                .configs(topic.settings()))
                    .collect(Collectors.toList()))
            .all());
  }

  private Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted while setting up topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerFailure("Kafka refused: " + e.getMessage(), e);
    }
  }
}
