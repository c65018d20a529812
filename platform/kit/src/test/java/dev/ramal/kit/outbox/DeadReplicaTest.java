package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.topics.KafkaSettings;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody waits longer for the dead than the limits of their sessions say, which are a fifth of
 * those that services have ({@code DatabaseLimitsTest}: these are below a minute).
 */
@KitTest
class DeadReplicaTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration IN_TIME = Duration.ofSeconds(30);

  @Inject Outbox outbox;
  @Inject Events events;
  @Inject SqlTransactions transactions;
  @Inject KafkaSettings kafka;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String user;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  /** Both at once: each takes some seconds to be noticed. */
  @Test
  @FaultRun
  void shouldPassOnWhatAFrozenProcessAndASilentConnectionHold(@TempDir Path folder)
      throws Exception {
    // Given
    Event<RecordingErased> ofTheFrozen = Notes.event(Tenants.AURORA, Notes.newId(), "ok");
    Event<RecordingErased> ofTheSilent = Notes.event(Tenants.AURORA, Notes.newId(), "ok");
    Path ready = folder.resolve("ready");
    ChildProcess frozen = process(folder, ofTheFrozen, ready);
    PgConnectOptions server =
        PgConnectOptions.fromUri(address()).setUser(user).setPassword(password);
    try (SilentProxy network = new SilentProxy(server.getHost(), server.getPort());
        OtherReplica silent =
            new OtherReplica(
                OtherReplica.impatient(),
                kafka.copy(),
                server.setHost("localhost").setPort(network.port()),
                ofTheSilent.id())) {
      frozen.awaitReady(Duration.ofMinutes(1), () -> Files.exists(ready));
      awaitRelays(3);

      // When
      signal("-STOP", frozen);
      network.fallSilent();
      long begin = System.nanoTime();

      // Then
      assertThatAllIsDoneInTimeFrom(begin, ofTheFrozen, ofTheSilent);
      assertThat(frozen.isAlive()).isTrue();
      await().atMost(left(begin)).until(() -> silent.sessions() == 2);
    } finally {
      frozen.kill();
    }
  }

  private ChildProcess process(Path folder, Event<RecordingErased> taken, Path ready) {
    return ChildProcess.start(
        "other replica",
        JavaCommand.of(
            OtherReplica.class.getName(),
            folder,
            List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
            List.of(bootstrap(), address(), user, password, taken.id(), ready.toString())),
        folder,
        Map.of(),
        folder.resolve("log"));
  }

  @SafeVarargs
  private void assertThatAllIsDoneInTimeFrom(long begin, Event<RecordingErased>... taken) {
    try (TopicProbe probe = TopicProbe.on(Topics.BILLING)) {
      List.of(taken).forEach(probe::send);
      List<OutboxEntry> ofAllPartitions =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      events.create(
                          Tenants.AURORA,
                          Topics.BILLING,
                          "k" + i,
                          null,
                          new RecordingErased("" + i, "", "", Instant.EPOCH, null, null)))
              .map(OutboxEntry::of)
              .toList();
      transactions
          .inTenant(Tenants.AURORA, sql -> outbox.appendAll(sql, ofAllPartitions))
          .await()
          .atMost(LIMIT);
      for (Event<RecordingErased> event : taken) {
        await()
            .atMost(left(begin))
            .until(() -> Notes.count(Tenants.AURORA, event.data().callId()) == 1);
      }
      await().atMost(left(begin)).until(() -> Notes.DATABASE.count("outbox") == 0);
      assertThat(probe.all())
          .extracting(record -> record.id())
          .containsAll(ofAllPartitions.stream().map(entry -> entry.event().id()).toList());
    }
  }

  private static Duration left(long begin) {
    return IN_TIME.minusNanos(System.nanoTime() - begin);
  }

  private static void awaitRelays(int expected) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                Notes.DATABASE
                        .rows(
                            "select count(*) from pg_locks where locktype = 'advisory' and classid"
                                + " = ? and database = (select oid from pg_database where datname"
                                + " = 'kit') group by pid",
                            (long) RelayLocks.PARTITION_CLASS)
                        .size()
                    == expected);
  }

  private static void signal(String signal, ChildProcess process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
  }

  private static String bootstrap() {
    return SharedServers.get().bootstrapServers();
  }

  private String address() {
    return url.replaceFirst("^vertx-reactive:", "");
  }
}
