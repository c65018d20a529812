package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import java.util.Comparator;

/**
 * A job of a queue, as its owner knows it.
 *
 * @param uniqueKey as it was given when the job was appended
 */
public record JobKey(TenantId tenant, String uniqueKey) implements Comparable<JobKey> {
  private static final Comparator<JobKey> ORDER =
      Comparator.comparing((JobKey key) -> key.tenant().value()).thenComparing(JobKey::uniqueKey);

  @Override
  public int compareTo(JobKey other) {
    return ORDER.compare(this, other);
  }
}
