package dev.ramal.carriers;

import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.globaltable.GlobalTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every organization's carrier accounts in memory, from the compacted topic that call-service
 * writes. A service is ready only once its table has caught up. A record whose content does not
 * match its key is not believed.
 *
 * <p>Failure policy: a connection that cannot be opened here (a key is missing) keeps its value
 * before, or stays unknown; the others are unharmed.
 *
 * @param <C> what a service makes of an account
 */
public abstract class ConnectionTable<C> extends GlobalTable<C> {
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  protected ConnectionTable() {
    super(Topics.CONNECTIONS);
  }

  /**
   * @return null for an account that does not concern this service
   * @throws RuntimeException when it cannot be opened
   */
  protected abstract C open(ConnectionPublished published);

  @Override
  protected C decode(ConsumerRecord<String, String> record) {
    ConnectionPublished published = EventJson.read(record.value(), ConnectionPublished.class);
    String key = key(published.tenant().value(), published.connectionId());
    if (!key.equals(record.key())) {
      throw new IllegalArgumentException("the key is not that of " + key);
    }
    C opened = open(published);
    keys.put(published.connectionId(), key);
    return opened;
  }

  /** One connection, whoever owns it. For callbacks, which name nothing else. */
  public Optional<C> connection(String connectionId) {
    String key = keys.get(connectionId);
    return key == null ? Optional.empty() : get(key);
  }

  static String key(String tenant, String connectionId) {
    return tenant + ":" + connectionId;
  }
}
