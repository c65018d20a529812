package dev.ramal.messaging.conversations;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.Party;
import java.util.Comparator;
import java.util.Objects;

/**
 * What makes a thread one thread.
 *
 * @param contact a number in the one spelling by which we know it, or what came instead of one
 */
public record ThreadKey(TenantId tenant, Party contact, Channel channel)
    implements Comparable<ThreadKey> {
  private static final Comparator<ThreadKey> ORDER =
      Comparator.comparing((ThreadKey key) -> key.tenant().value())
          .thenComparing(key -> key.contact().value())
          .thenComparing(ThreadKey::channel);

  public ThreadKey {
    Objects.requireNonNull(channel, "channel");
  }

  @Override
  public int compareTo(ThreadKey other) {
    return ORDER.compare(this, other);
  }
}
