package dev.ramal.gateway.carriers;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A carrier account of an organization with what it takes to tell its callbacks from others'. Keys
 * are in the clear: never stored, never logged.
 *
 * @param keys every one that may be live, during a rotation two
 * @param closesAt when it takes no more, after it was switched off; null while it is enabled
 */
public record WebhookConnection(
    ConnectionId id,
    TenantId tenant,
    Carrier carrier,
    Set<String> accountSids,
    Set<String> voiceAppIds,
    Set<String> messagingProfileIds,
    List<SigningKey> keys,
    Instant closesAt) {

  /**
   * @param validUntil null while it is the current one
   */
  public record SigningKey(Key key, Instant validUntil) {
    boolean isLiveAt(Instant now) {
      return validUntil == null || now.isBefore(validUntil);
    }

    @Override
    public String toString() {
      return "signing key" + (validUntil == null ? "" : " until " + validUntil);
    }
  }

  public WebhookConnection {
    accountSids = Set.copyOf(accountSids);
    voiceAppIds = Set.copyOf(voiceAppIds);
    messagingProfileIds = Set.copyOf(messagingProfileIds);
    keys = List.copyOf(keys);
  }

  /** Whether it takes no callback any more. */
  public boolean isClosedAt(Instant now) {
    return closesAt != null && !now.isBefore(closesAt);
  }

  /** The keys that are live at that moment. */
  public <K extends Key> List<K> liveKeys(Class<K> type, Instant now) {
    List<K> live = new ArrayList<>(keys.size());
    for (SigningKey each : keys) {
      if (each.isLiveAt(now)) {
        live.add(type.cast(each.key()));
      }
    }
    return live;
  }

  @Override
  public String toString() {
    return carrier.wire() + " connection " + id + " of " + tenant;
  }
}
