package dev.ramal.sandbox.upgrade;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;

/** How many consumers read for each group. */
record GroupMembers(String bootstrapServers) {
  private static final int SECONDS = 10;

  /** Group → consumers; without groups for which nobody reads. */
  Map<String, Integer> counts() {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
      Map<String, Integer> counts = new TreeMap<>();
      for (GroupListing group : admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS)) {
        int members =
            admin
                .describeConsumerGroups(List.of(group.groupId()))
                .describedGroups()
                .get(group.groupId())
                .get(SECONDS, TimeUnit.SECONDS)
                .members()
                .size();
        if (members > 0) {
          counts.put(group.groupId(), members);
        }
      }
      return counts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while asking Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new SandboxFailure("Kafka does not tell who reads: " + e, e);
    }
  }

  /**
   * Whether the newer version has read beside the older one. Pure.
   *
   * @param alone while the older version ran alone
   * @param both while both ran
   * @return a sentence for each group of which that is not so
   */
  static List<String> judge(Map<String, Integer> alone, Map<String, Integer> both) {
    List<String> broken = new ArrayList<>();
    if (alone.isEmpty()) {
      broken.add("nobody read anything while the older version ran alone");
    }
    alone.forEach(
        (group, members) -> {
          int together = both.getOrDefault(group, 0);
          if (together <= members) {
            broken.add(
                "%s was read by %d consumers before, and by %d while both versions ran"
                    .formatted(group, members, together));
          }
        });
    return broken;
  }
}
