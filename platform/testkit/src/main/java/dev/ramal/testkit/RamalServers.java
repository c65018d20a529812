package dev.ramal.testkit;

import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Real Kafka, Postgres and Keycloak for a Quarkus test: {@code @WithTestResource(value =
 * RamalServers.class, initArgs = @ResourceArg(name = "database", value = "calls"))}.
 *
 * <p>Arguments: {@code database} (calls, messaging, crm, billing, any other name, or none: the
 * default), {@code service} (client id for calls to other services; follows from the database).
 * Every argument with a dot in its name is passed on as a configuration property.
 *
 * <p>Topics are empty and the database is new when the application starts. What a test awaits
 * without a limit of its own may take half a minute.
 */
public final class RamalServers implements QuarkusTestResourceLifecycleManager {
  /** JUnit tag of tests that need these servers; {@code ./ramal test quick} leaves them out. */
  public static final String TAG = "servers";

  /** The base URL that carriers would call and sign in tests. */
  public static final String WEBHOOKS = "https://hooks.ramal.test";

  private static final Map<String, String> SERVICES =
      Map.of(
          "calls", "call-service",
          "messaging", "messaging-service",
          "crm", "crm-sync-service",
          "billing", "billing-service");

  /** Awaitility's own is 10 s, which a busy machine needs for a consumer to join its group. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(20);

  private Map<String, String> arguments = Map.of();

  @Override
  public void init(Map<String, String> initArgs) {
    arguments = initArgs;
  }

  @Override
  public Map<String, String> start() {
    Awaitility.setDefaultTimeout(PATIENCE);
    Awaitility.setDefaultPollInterval(LOOK);
    RunningServers servers = SharedServers.get();
    new TopicSetup(servers.bootstrapServers()).recreate(Integer.getInteger("ramal.partitions", 3));
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.http.test-port", "0");
    config.put("kafka.bootstrap.servers", servers.bootstrapServers());
    config.put("ramal.webhooks.base-url", WEBHOOKS);
    config.put("ramal.public.base-url", WEBHOOKS);
    config.put("ramal.secrets.keys.test", randomKey());
    config.put("ramal.secrets.active", "test");
    String database = arguments.getOrDefault("database", "none");
    identity(config, servers, database);
    if (!database.equals("none")) {
      store(config, servers, database);
    }
    arguments.forEach(
        (name, value) -> {
          if (name.contains(".")) {
            config.put(name, value);
          }
        });
    return config;
  }

  @Override
  public void stop() {
    // The servers are shared; they end with the build.
  }

  private void identity(Map<String, String> config, RunningServers servers, String database) {
    String service =
        arguments.getOrDefault("service", SERVICES.getOrDefault(database, "webhook-gateway"));
    config.put("quarkus.oidc.auth-server-url", servers.realmUrl());
    config.put("quarkus.oidc-client.auth-server-url", servers.realmUrl());
    config.put("quarkus.oidc-client.client-id", service);
    config.put("quarkus.oidc-client.credentials.secret", servers.secretOf(service));
  }

  private static void store(Map<String, String> config, RunningServers servers, String database) {
    String password = servers.secrets().get(RealmFile.DATABASE_PASSWORD);
    new Databases(servers.postgres(), password).recreate(database);
    config.put("quarkus.datasource.jdbc.url", servers.postgres().jdbcUrl(database));
    config.put("quarkus.datasource.reactive.url", servers.postgres().reactiveUrl(database));
    config.put("quarkus.datasource.username", Databases.app(database));
    config.put("quarkus.datasource.password", password);
    config.put("quarkus.flyway.username", Databases.owner(database));
    config.put("quarkus.flyway.password", password);
  }

  private static String randomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
