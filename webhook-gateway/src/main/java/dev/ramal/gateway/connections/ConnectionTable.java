package dev.ramal.gateway.connections;

import dev.ramal.events.EventJson;
import dev.ramal.events.SealedSecret;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.gateway.verification.TelnyxSignature;
import dev.ramal.gateway.verification.TwilioSignature;
import dev.ramal.kit.globaltable.GlobalTable;
import dev.ramal.kit.secrets.SecretCipher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The carrier accounts that call-service publishes, with their secrets opened.
 *
 * <p>Callbacks name a connection only, while the topic is keyed by organization and connection; a
 * record whose content does not match its key is not believed.
 */
@ApplicationScoped
public class ConnectionTable extends GlobalTable<Connection> implements Connections {
  private static final String AUTH_TOKEN = "auth-token";

  private final Map<String, String> keys = new ConcurrentHashMap<>();

  @Inject SecretCipher cipher;

  ConnectionTable() {
    super(Topics.CONNECTIONS);
  }

  @Override
  public Optional<Connection> find(String connectionId) {
    String key = keys.get(connectionId);
    return key == null ? Optional.empty() : get(key);
  }

  @Override
  protected Connection decode(ConsumerRecord<String, String> record) {
    ConnectionPublished published = EventJson.read(record.value(), ConnectionPublished.class);
    String context = published.tenant().value() + ":" + published.connectionId();
    if (!context.equals(record.key())) {
      throw new IllegalArgumentException("the key is not that of " + context);
    }
    if (!published.enabled()) {
      return null;
    }
    Connection connection =
        new Connection(
            published.connectionId(),
            published.tenant(),
            published.carrier(),
            Set.copyOf(published.accountSids()),
            Set.copyOf(published.telnyxConnectionIds()),
            Set.copyOf(published.messagingProfileIds()),
            published.secrets().stream()
                .filter(secret -> secret.name().equals(AUTH_TOKEN))
                .map(secret -> token(secret, context))
                .toList(),
            published.publicKeys().stream().map(TelnyxSignature::key).toList());
    keys.put(connection.id(), record.key());
    return connection;
  }

  private Connection.AuthToken token(SealedSecret secret, String context) {
    return new Connection.AuthToken(
        TwilioSignature.key(cipher.open(secret.sealed(), context)), secret.validUntil());
  }
}
