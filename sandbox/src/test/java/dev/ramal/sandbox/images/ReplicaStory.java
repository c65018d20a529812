package dev.ramal.sandbox.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.contract.PublishedEvents;
import dev.ramal.sandbox.processes.Service;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** What people notice while one of two replicas of call-service is told to end: nothing. */
public final class ReplicaStory {
  /** Of a JVM that SIGTERM has ended in order. */
  private static final int ASKED = 143;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private ReplicaStory() {}

  /**
   * @param replica beside the sandbox's own, ready
   */
  public static void endUnderLoad(SandboxClient client, Replica replica)
      throws InterruptedException {
    String own = client.status().services().get(Service.CALL_SERVICE.id()).url();
    String run = "" + ThreadLocalRandom.current().nextInt(6000, 7000);
    try (ReplicaLoad load = new ReplicaLoad(client, run, List.of(own, replica.url())).begin()) {
      Awaitility.await("both replicas are clicked at")
          .atMost(PATIENCE)
          .until(() -> load.answered(replica.url()) >= 15 && load.answered(own) >= 15);

      // When
      replica.terminate();
      int code = replica.ended();
      int then = load.answered(own);
      Awaitility.await("the other one goes on")
          .atMost(PATIENCE)
          .until(() -> load.answered(own) >= then + 10);
      load.end();

      // Then
      assertThat(code).as("it ended by itself, in time").isEqualTo(ASKED);
      assertThat(load.errors()).isEmpty();
      assertThat(Set.copyOf(load.calls().values()))
          .as("each click is a call of its own")
          .hasSameSizeAs(load.calls().values());
      PublishedEvents events = new PublishedEvents(client.status().kafka().bootstrapServers());
      Awaitility.await("each call ends")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(load.ends(events).keySet())
                      .containsExactlyInAnyOrderElementsOf(load.calls().values()));
      assertThat(load.ends(events).values()).allMatch(ids -> ids.size() == 1);
      assertThat(load.rung().values()).isNotEmpty().containsOnly(1L);
    }
  }
}
