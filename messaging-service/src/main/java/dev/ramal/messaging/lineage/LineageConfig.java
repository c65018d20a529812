package dev.ramal.messaging.lineage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How events are indexed by what they belong to, and for how long. */
@ConfigMapping(prefix = "ramal.lineage")
public interface LineageConfig {
  /**
   * Whether this replica indexes. Where none does, nothing reads the topics, nothing is written or
   * purged, and questions are answered from what is there.
   */
  @WithDefault("true")
  boolean enabled();

  /** For how long an event is kept in the index, at least; as long as Kafka keeps most of them. */
  @WithDefault("30D")
  Duration keep();

  /** Most events in the index, of all organizations: the oldest go first. A million take 1.4 GB. */
  @WithDefault("5000000")
  @Min(10_000)
  long mostEvents();

  /** Events of one statement. */
  @WithDefault("500")
  @Min(1)
  @Max(5_000)
  int batch();

  /**
   * Most events that one replica indexes in a second: the index is behind for a while rather than
   * to take the processor and the database from what it looks at. A call makes some 25.
   */
  @WithDefault("1000")
  @Positive
  int perSecond();

  /**
   * The same while others have work for this process: an insert costs Postgres as much as half a
   * message. It catches up when they have none.
   */
  @WithDefault("250")
  @Positive
  int perSecondBesideOthers();

  /** How soon a topic that is made while this service runs is found. */
  @WithDefault("30S")
  Duration lookForTopics();

  /** How often the oldest are purged. */
  @WithDefault("1m")
  Duration purgeEvery();

  /** Most hops of one answer. */
  @WithDefault("500")
  @Min(10)
  @Max(2_000)
  int mostHops();
}
