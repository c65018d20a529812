package dev.ramal.testkit;

import dev.ramal.servers.keycloak.PasswordGrant;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Real access tokens of the realm, without the word {@code Bearer}.
 *
 * <p>aurora: ana (sales), bruno (manager, sales), carla (admin), davi (finance), olga (ops), vera
 * (viewer). boreal: breno (sales), bia (admin), fabio (finance). Both: gil (aurora sales, boreal
 * viewer). None: nina and paula (the operator's).
 */
public final class Tokens {
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private Tokens() {}

  /** Of a demo user. */
  public static String of(String username) {
    return KNOWN.computeIfAbsent(
        "user " + username,
        key -> grant().ofUser(username, servers().passwordOf(username)).accessToken());
  }

  /** What tells a frontend who signed in, and opens nothing. */
  public static String idTokenOf(String username) {
    return grant().ofUser(username, servers().passwordOf(username)).idToken();
  }

  /** Of one of our services, by client credentials. */
  public static String service(String client) {
    return KNOWN.computeIfAbsent(
        "client " + client,
        key -> grant().ofClient(client, servers().secretOf(client)).accessToken());
  }

  private static PasswordGrant grant() {
    return new PasswordGrant(URI.create(servers().realmUrl() + "/protocol/openid-connect/token"));
  }

  private static RunningServers servers() {
    return SharedServers.get();
  }
}
