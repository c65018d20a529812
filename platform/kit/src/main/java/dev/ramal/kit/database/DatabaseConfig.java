package dev.ramal.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How long anything in the database may take. A process that dies or freezes inside a transaction
 * holds its locks for {@code statementTimeout} and {@code idleInTransactionTimeout} together at
 * most: keep the sum below a minute.
 */
@ConfigMapping(prefix = "ramal.database")
public interface DatabaseConfig {
  /** Longest wait for a lock of another transaction. */
  @WithDefault("10s")
  Duration lockTimeout();

  /** Longest time of one statement, where its transaction states no other. */
  @WithDefault("30s")
  Duration statementTimeout();

  /** Longest pause inside a transaction; then Postgres ends the session. */
  @WithDefault("20s")
  Duration idleInTransactionTimeout();

  /** How long a session that holds locks beyond transactions may say nothing: the relay's. */
  @WithDefault("30s")
  Duration idleSessionTimeout();

  /**
   * Whether a connection keeps its statements prepared: one journey instead of two for each, and
   * planned once. Not behind a pooler that gives each transaction another connection.
   */
  @WithDefault("true")
  boolean keepStatements();

  /** How long a process waits at its start for another one that migrates the same database. */
  @WithDefault("30m")
  Duration migrationPatience();

  /**
   * How many of the pool's connections the changes of one organization that are asked for with an
   * {@code Idempotency-Key}, or could be, may take at one time: whoever floods with them waits for
   * itself, not others for it. With two of them one is in the database while the other computes;
   * more would take processors from others, and hardly more of them would be answered. Reading,
   * other changes, consumers and jobs are not counted. From the size of the pool on it protects
   * nobody.
   */
  @WithDefault("2")
  @Positive
  int connectionsOfOne();

  /** How many more of them may wait for those connections; what comes then is refused as busy. */
  @WithDefault("1000")
  @Positive
  int waitingOfOne();

  /** How long one of them may wait; then it is refused as busy instead of begun. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration patienceOfOne();

  /**
   * Whether a pooler stands before Postgres and leaves each client its session. Any other is
   * refused at the start.
   */
  @WithDefault("false")
  boolean sessionPooler();

  /** How long our host may not answer before Postgres takes it for dead. */
  @WithDefault("20s")
  Duration clientSilence();

  /**
   * How long Postgres may send nothing before we give the connection up: longer than any statement
   * may take. Unused connections are closed after it, too.
   */
  @WithDefault("2m")
  Duration serverSilence();
}
