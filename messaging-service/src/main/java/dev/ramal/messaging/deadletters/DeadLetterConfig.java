package dev.ramal.messaging.deadletters;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How dead letters are indexed and sent again. */
@ConfigMapping(prefix = "ramal.dead-letters")
public interface DeadLetterConfig {
  /** How soon a dead letter topic that is made while this service runs is found. */
  @WithDefault("30S")
  Duration lookForTopics();

  /** How often those that wait are counted, for a metric. */
  @WithDefault("1m")
  Duration countEvery();

  /** For how long a row is kept: a day longer than Kafka keeps the record. */
  @WithDefault("31D")
  Duration keep();

  /** The same of a quarantined callback. */
  @WithDefault("15D")
  Duration keepQuarantined();

  /** Rows that are written, or records that are read, at one time. */
  @WithDefault("1000")
  @Positive
  int batch();

  /**
   * Most letters that one redrive, or one dry run, may take: what this service has to publish waits
   * behind a redrive.
   */
  @WithDefault("50000")
  @Min(1)
  @Max(100_000)
  int largest();

  /** How long a topic may say nothing while letters are read from it. */
  @WithDefault("10S")
  Duration patience();

  /** For how long one redrive, or one dry run, may read in all. */
  @WithDefault("30S")
  Duration longestReading();

  /**
   * For how long a redrive that says nothing more, because its process died, keeps others from its
   * letters; longer than it takes to read a set of them and to send all.
   */
  @WithDefault("2m")
  @DurationMin(seconds = 10)
  Duration lease();

  /**
   * How old a record may be that is sent again, since it happened and since it died: less than
   * {@code ramal.purge.keep-inbox} of any service, for of what is older readers no longer know that
   * they have applied it.
   */
  @WithDefault("30D")
  @DurationMin(millis = 1)
  Duration oldest();

  /**
   * Where webhook-gateway answers our services, without a slash at the end: it is asked what it
   * would make of quarantined callbacks.
   */
  String gatewayUrl();

  /**
   * Most bytes of a record that is sent again: what the broker refuses holds up all that follows of
   * its key. To be lowered where a topic's {@code max.message.bytes} is less; a producer sends no
   * more than a megabyte.
   */
  @WithDefault("1000000")
  @Min(131_072)
  @Max(1_040_000)
  int largestRecord();
}
