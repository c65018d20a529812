package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.connections.AccessTokens.Access;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class TokenRenewalTest {
  private static final String TOKEN = "/oauth2/token";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** More than the service has connections to its database. */
  private static final int MANY = 16;

  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @Inject AccessTokens tokens;
  @Inject TenantTransactions transactions;
  @Inject CrmConnectionRepository connections;
  @Inject KnownCrms crms;
  @Inject SecretCipher cipher;
  @Inject SecretKeys keys;
  @Inject LostConnection lostConnection;
  @Inject KeepTokensAlive keepTokensAlive;
  @Inject Clock clock;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
  }

  @AfterEach
  void clear() {
    topics.close();
    RdStation.faults().clear();
    crm.execute("delete from crm_connection where tenant like 'renewal-%'");
  }

  @Test
  @DisplayName("CRM-71 while the CRM gives no token, calls are taken in as ever")
  void shouldTakeCallsInWhileTheTokenEndpointHangs() {
    // Given
    RdStation.faults().arm(late(6), MANY);
    List<CompletableFuture<Access>> waiting =
        IntStream.range(0, MANY)
            .mapToObj(TokenRenewalTest.this::organization)
            .map(this::ask)
            .toList();
    await().atMost(SOON).until(() -> renewing() == MANY);
    String call = FinishedCalls.newId();

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, FinishedCalls.newMobile(), false, 0, 5));

    // Then
    await()
        .atMost(Duration.ofSeconds(4))
        .until(() -> crm.count("activity where subject_id = ?", call) == 1);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    assertThat(waiting).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
    await()
        .atMost(SOON)
        .until(
            () ->
                crm.count("activity where subject_id = ? and state in ('pending', 'writing')", call)
                    == 0);
  }

  @Test
  @DisplayName("CRM-72 two processes exchange a refresh token once")
  void shouldExchangeOnceInTwoProcesses() {
    // Given
    RdStation.faults().arm(late(1), 1);
    long before = exchanges();

    // When
    List<CompletableFuture<Access>> asked =
        Stream.of(tokens, another())
            .map(it -> it.current(Tenants.AURORA))
            .map(this::begun)
            .toList();

    // Then
    assertThat(asked).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
    assertThat(asked.get(0).join()).isEqualTo(asked.get(1).join());
    assertThat(exchanges() - before).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "CRM-308 a hundred workers of two processes with a token that is about to end make one"
          + " exchange, and none before")
  void shouldExchangeOnceForAHundredWorkers() {
    // Given
    Access first = tokens.current(Tenants.AURORA).await().atMost(SOON);
    AccessTokens other = another();
    List<AccessTokens> workers =
        IntStream.range(0, 100).mapToObj(worker -> worker % 2 == 0 ? tokens : other).toList();
    endsIn("6 minutes");
    RdStation.connect("bia");
    Access ofBoreal = tokens.current(Tenants.BOREAL).await().atMost(SOON);
    long before = exchanges();

    // When
    List<CompletableFuture<Access>> early =
        workers.stream().map(it -> begun(it.current(Tenants.AURORA))).toList();

    // Then
    assertThat(early).allSatisfy(one -> assertThat(one).succeedsWithin(SOON).isEqualTo(first));
    assertThat(exchanges()).isEqualTo(before);

    // When
    RdStation.faults().arm(late(1), 1);
    endsIn("4 minutes");
    List<CompletableFuture<Access>> asked =
        workers.stream().map(it -> begun(it.current(Tenants.AURORA))).toList();

    // Then
    assertThat(asked).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
    assertThat(asked.stream().map(CompletableFuture::join).distinct())
        .hasSize(1)
        .doesNotContain(first);
    assertThat(exchanges() - before).isEqualTo(1);
    assertThat(tokens.current(Tenants.BOREAL).await().atMost(SOON)).isEqualTo(ofBoreal);
  }

  private void endsIn(String time) {
    crm.execute(
        "update crm_connection set access_expires_at = now() + interval '"
            + time
            + "' where tenant = 'aurora'");
  }

  @Test
  @DisplayName("CRM-73 a process that died while it renewed holds the others up for its lease only")
  void shouldTakeOverFromADeadProcess() {
    // Given
    crm.execute(
        "update crm_connection set renewal_until = now() + interval '2 seconds' where tenant = ?",
        "aurora");
    long before = exchanges();

    // When
    CompletableFuture<Access> asked = ask(Tenants.AURORA);

    // Then
    assertThat(asked).succeedsWithin(SOON);
    assertThat(asked.join().token()).isNotNull();
    assertThat(exchanges() - before).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "CRM-74 a pair of tokens is kept though it comes late and whoever asked for it has left")
  void shouldKeepThePairWhenNobodyWaits() {
    // Given
    RdStation.faults().arm(late(11), 1);
    var asked = tokens.current(Tenants.AURORA).subscribe().with(access -> {}, failure -> {});
    await().until(() -> renewing() == 1);

    // When
    asked.cancel();

    // Then
    await()
        .atMost(SOON)
        .until(
            () ->
                crm.count(
                        "crm_connection where tenant = 'aurora' and access_token is not null"
                            + " and renewal_until is null")
                    == 1);
  }

  @Test
  @DisplayName("CRM-75 a connection entered while the old one was renewed is the one that counts")
  void shouldForgetThePairOfAReplacedConnection() {
    // Given
    RdStation.faults().arm(late(2), 1);
    CompletableFuture<Access> asked = ask(Tenants.AURORA);
    await().until(() -> renewing() == 1);

    // When
    RdAccount entered = RdStation.connect("carla");

    // Then
    assertThat(asked).succeedsWithin(SOON);
    assertThat(crm.value("select client_id from crm_connection where tenant = 'aurora'"))
        .isEqualTo(entered.clientId());
    assertThat(ask(Tenants.AURORA)).succeedsWithin(SOON).isEqualTo(asked.join());
  }

  @Test
  @DisplayName("CRM-88 a refresh token that nobody used for a week is exchanged before it dies")
  void shouldKeepIdleTokensAlive() {
    // Given
    ask(Tenants.AURORA).join();
    TenantId young = organization(100);
    long before = exchanges();
    idle(Tenants.AURORA, 8);
    idle(young, 6);

    // When
    keepTokensAlive.round().await().atMost(SOON);
    keepTokensAlive.round().await().atMost(SOON);

    // Then
    assertThat(exchanges() - before).isEqualTo(1);
    assertThat(
            crm.count(
                "crm_connection where tenant = 'aurora' and state = 'connected'"
                    + " and refreshed_at > now() - interval '1 minute'"))
        .isEqualTo(1);
  }

  private void idle(TenantId tenant, int days) {
    crm.execute(
        "update crm_connection set refreshed_at = now() - make_interval(days => ?)"
            + " where tenant = ?",
        days,
        tenant.value());
  }

  private static RequestFault late(int seconds) {
    return RequestFault.late(Duration.ofSeconds(seconds)).on("rdstation", "POST", TOKEN);
  }

  @Test
  @DisplayName("CRM-126 an exchange seals all secrets of the CRM with the key that is active now")
  void shouldSealAnewWithTheActiveKey() {
    // Given
    TenantId tenant = organization(0);
    SecretCipher newer = new SecretCipher(new NewerKey(keys.keys()));
    AccessTokens restarted =
        new AccessTokens(transactions, connections, crms, newer, lostConnection, clock);

    // When
    restarted.current(tenant).await().atMost(SOON);

    // Then
    Map<String, Object> sealed =
        crm.rows(
                "select client_secret, refresh_token, access_token from crm_connection"
                    + " where tenant = ?",
                tenant.value())
            .get(0);
    assertThat(sealed.values()).allMatch(value -> value.toString().startsWith("v1:newer:"));
  }

  /** The platform's keys with one more, which is active. */
  private record NewerKey(Map<String, String> before) implements SecretKeys {
    @Override
    public Map<String, String> keys() {
      Map<String, String> keys = new HashMap<>(before);
      keys.put("newer", Base64.getEncoder().encodeToString(new byte[32]));
      return keys;
    }

    @Override
    public Optional<String> active() {
      return Optional.of("newer");
    }
  }

  private CompletableFuture<Access> ask(TenantId tenant) {
    return begun(tokens.current(tenant));
  }

  private CompletableFuture<Access> begun(Uni<Access> asked) {
    return asked.subscribeAsCompletionStage();
  }

  private AccessTokens another() {
    return new AccessTokens(transactions, connections, crms, cipher, lostConnection, clock);
  }

  private TenantId organization(int number) {
    TenantId tenant = TenantId.of("renewal-" + number);
    RdAccount account = RdStation.crm().register(RdAccount.create());
    crm.execute(
        "insert into crm_connection (tenant, crm, client_id, client_secret, refresh_token, state,"
            + " state_since) values (?, 'rdstation', ?, ?, ?, 'connected', now())",
        tenant.value(),
        account.clientId(),
        cipher.seal(account.clientSecret(), tenant.value()),
        cipher.seal(account.refreshToken(), tenant.value()));
    return tenant;
  }

  private long renewing() {
    return crm.count("crm_connection where renewal_until > now()");
  }

  private static long exchanges() {
    return RdStation.crm().requests().stream()
        .filter(request -> request.path().startsWith(TOKEN))
        .count();
  }
}
