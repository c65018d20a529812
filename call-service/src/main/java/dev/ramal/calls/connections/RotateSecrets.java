package dev.ramal.calls.connections;

import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Seals secrets, always with the active key, and lets a new one take over from an old one. */
@ApplicationScoped
class RotateSecrets {
  private static final Logger LOG = Logger.getLogger(RotateSecrets.class);
  private static final Set<String> ENDS_AT_ONCE =
      Set.of(OpenedConnection.API_KEY, StoredSecret.SIGNING_KEY);
  private static final int FINGERPRINT = 12;

  private final SecretCipher cipher;
  private final ConnectionsConfig config;

  RotateSecrets(SecretCipher cipher, ConnectionsConfig config) {
    this.cipher = cipher;
    this.config = config;
  }

  /**
   * The secrets after a change. Of each name at most two live: the current one and the one before,
   * which ends after the grace period. The keys that only we use have no grace: nothing of the
   * carrier's is verified with them. What was given and was known before is sealed anew all the
   * same: the key that it was sealed with may be gone.
   *
   * @param changed what was given; a name that is absent keeps its secrets
   */
  List<StoredSecret> rotate(
      RowKey key, List<StoredSecret> before, List<GivenSecret> changed, Instant now) {
    List<StoredSecret> after = new ArrayList<>();
    for (GivenSecret given : changed) {
      String fingerprint = fingerprint(given.plain());
      List<StoredSecret> same =
          before.stream().filter(old -> old.name().equals(given.name())).toList();
      boolean unchanged =
          same.stream()
              .anyMatch(old -> old.validUntil() == null && old.fingerprint().equals(fingerprint));
      after.add(new StoredSecret(given.name(), value(key, given), fingerprint, null));
      if (unchanged) {
        same.stream().filter(old -> old.validUntil() != null).forEach(after::add);
      } else if (!ENDS_AT_ONCE.contains(given.name())) {
        same.stream()
            .filter(old -> old.validUntil() == null)
            .map(old -> old.until(now.plus(config.rotationGrace())))
            .forEach(after::add);
      }
    }
    before.stream()
        .filter(old -> changed.stream().noneMatch(given -> given.name().equals(old.name())))
        .forEach(after::add);
    return after.stream()
        .filter(secret -> secret.liveAt(now))
        .map(secret -> resealed(key, secret))
        .toList();
  }

  /** Seals with the active key what another one sealed; what does not open here stays. */
  void reseal(ConnectionRow row) {
    List<StoredSecret> before = row.secretList();
    List<StoredSecret> after = before.stream().map(secret -> resealed(row.key, secret)).toList();
    if (!after.equals(before)) {
      row.secrets = ConnectionRow.write(after);
      LOG.infof("the secrets of connection %s were sealed anew", row.key.id());
    }
  }

  private StoredSecret resealed(RowKey key, StoredSecret secret) {
    if (secret.isPublicKey()) {
      return secret;
    }
    try {
      return secret.holding(cipher.reseal(secret.value(), context(key)));
    } catch (UnopenableSecret e) {
      LOG.warnf("connection %s needs its %s again: %s", key.id(), secret.name(), e.getMessage());
      return secret;
    }
  }

  private static String context(RowKey key) {
    return OpenedConnection.sealContext(key.tenant(), key.id());
  }

  private String value(RowKey key, GivenSecret given) {
    return given.name().equals(StoredSecret.PUBLIC_KEY)
        ? given.plain()
        : cipher.seal(given.plain(), context(key));
  }

  private static String fingerprint(String plain) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A secret as somebody has just typed it. */
  record GivenSecret(String name, String plain) {
    @Override
    public String toString() {
      return "given " + name;
    }
  }
}
