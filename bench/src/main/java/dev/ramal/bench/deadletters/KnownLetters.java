package dev.ramal.bench.deadletters;

import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How many letters the index knows: by the positions that it has committed, for to count rows would
 * take Postgres' time; at the end by the rows themselves.
 */
final class KnownLetters implements AutoCloseable {
  private static final String GROUP = "messaging-service-dead-letters";
  private static final TopicPartition LETTERS = new TopicPartition(WrittenLetters.TOPIC, 0);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Room room;
  private final Admin admin;

  KnownLetters(Room room) {
    this.room = room;
    this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", room.bootstrapServers()));
  }

  /** Until the positions reach so far. */
  void await(int letters) {
    long known = -1;
    long news = System.nanoTime();
    for (long now = committed(); now < letters; now = committed()) {
      if (now > known) {
        known = now;
        news = System.nanoTime();
      }
      if (System.nanoTime() - news > SILENCE.toNanos()) {
        throw new ServerFailure("%,d letters are known, and no more".formatted(now));
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }

  /** Fast and wrong would be worth nothing. */
  void check(int letters) {
    try (Connection connection = room.superuser(DlqBench.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select count(*) from dead_letter")) {
      found.next();
      if (found.getLong(1) != letters) {
        throw new ServerFailure(
            "the index has %,d letters, not %,d".formatted(found.getLong(1), letters));
      }
    } catch (SQLException e) {
      throw new ServerFailure("the index cannot be counted: " + e.getMessage(), e);
    }
  }

  private long committed() {
    try {
      OffsetAndMetadata position =
          admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().get(LETTERS);
      return position == null ? 0 : position.offset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new ServerFailure("Kafka does not tell how far " + GROUP + " is: " + e, e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
