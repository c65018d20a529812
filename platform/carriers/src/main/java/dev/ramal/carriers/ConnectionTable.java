package dev.ramal.carriers;

import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.globaltable.GlobalTable;
import dev.ramal.kit.secrets.SecretCipher;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every organization's carrier accounts in memory, secrets opened, from the compacted topic that
 * call-service writes. A service that wants it makes an {@code @ApplicationScoped} subclass with
 * nothing in it; it is then ready only once the table has caught up.
 *
 * <p>Failure policy: a connection that cannot be opened here (a key is missing) keeps its value
 * before, or stays unknown; the others are unharmed.
 */
public abstract class ConnectionTable extends GlobalTable<OpenedConnection> {
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  @Inject SecretCipher cipher;
  @Inject Clock clock;

  protected ConnectionTable() {
    super(Topics.CONNECTIONS);
  }

  @Override
  protected OpenedConnection decode(ConsumerRecord<String, String> record) {
    OpenedConnection opened =
        OpenedConnection.open(EventJson.read(record.value(), ConnectionPublished.class), cipher);
    keys.put(opened.published().connectionId(), record.key());
    return opened;
  }

  /** One connection, enabled or not, whoever owns it. For callbacks, which name nothing else. */
  public Optional<OpenedConnection> connection(String connectionId) {
    return Optional.ofNullable(keys.get(connectionId)).flatMap(this::get);
  }

  /** One account of an organization, enabled or not. */
  public Optional<CarrierAccount> byId(TenantId tenant, String connectionId) {
    return get(tenant.value() + ":" + connectionId).map(this::account);
  }

  /** The enabled account an organization uses with a carrier, the newest when it has several. */
  public Optional<CarrierAccount> forTenant(TenantId tenant, Carrier carrier) {
    return all().stream()
        .filter(opened -> opened.published().enabled())
        .filter(opened -> opened.published().carrier() == carrier)
        .filter(opened -> opened.published().tenant().equals(tenant))
        .max(Comparator.comparing(opened -> opened.published().connectionId()))
        .map(this::account);
  }

  private CarrierAccount account(OpenedConnection opened) {
    return opened.account(clock.instant());
  }
}
