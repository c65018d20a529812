package dev.ramal.calls.connections;

import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Seals secrets and lets a new one take over from an old one. */
@ApplicationScoped
class RotateSecrets {
  private static final int FINGERPRINT = 12;

  private final SecretCipher cipher;
  private final ConnectionsConfig config;

  RotateSecrets(SecretCipher cipher, ConnectionsConfig config) {
    this.cipher = cipher;
    this.config = config;
  }

  /**
   * The secrets after a change. Of each name at most two live: the current one and the one before,
   * which ends after the grace period. The API key has no grace: nothing of the carrier's is
   * verified with it.
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
      if (unchanged) {
        after.addAll(same);
        continue;
      }
      after.add(new StoredSecret(given.name(), value(key, given), fingerprint, null));
      if (!given.name().equals(OpenedConnection.API_KEY)) {
        same.stream()
            .filter(old -> old.validUntil() == null)
            .map(old -> old.until(now.plus(config.rotationGrace())))
            .forEach(after::add);
      }
    }
    before.stream()
        .filter(old -> changed.stream().noneMatch(given -> given.name().equals(old.name())))
        .forEach(after::add);
    return after.stream().filter(secret -> secret.liveAt(now)).toList();
  }

  private String value(RowKey key, GivenSecret given) {
    return given.name().equals(StoredSecret.PUBLIC_KEY)
        ? given.plain()
        : cipher.seal(given.plain(), OpenedConnection.sealContext(key.tenant(), key.id()));
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
