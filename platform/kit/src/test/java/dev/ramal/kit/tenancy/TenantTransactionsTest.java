package dev.ramal.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.events.TenantId;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@KitTest
class TenantTransactionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject TenantTransactions transactions;
  @Inject Vertx vertx;

  @Test
  void shouldHideOtherOrganizationsFromSqlWithoutWhere() {
    // Given
    String id = Notes.newId();
    write(Tenants.AURORA, id);
    write(Tenants.BOREAL, id);

    // When
    List<String> seen =
        transactions
            .inTenant(
                Tenants.AURORA,
                s -> s.createNativeQuery("select tenant from notes", String.class).getResultList())
            .await()
            .atMost(LIMIT);

    // Then
    assertThat(seen).contains("aurora").doesNotContain("boreal");
  }

  @Test
  void shouldRefuseToWriteAnotherOrganizationsRow() {
    // Given
    Uni<Integer> foreign =
        transactions.inTenant(
            Tenants.AURORA,
            s ->
                s.createNativeQuery("insert into notes (tenant, id, body) values ('boreal','x','')")
                    .executeUpdate());

    // When / Then
    assertThatThrownBy(() -> foreign.await().atMost(LIMIT))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void shouldNotTouchAnotherOrganizationsRowsWithAnUpdateWithoutWhere() {
    // Given
    String id = Notes.newId();
    write(Tenants.BOREAL, id);

    // When
    transactions
        .inTenant(
            Tenants.AURORA,
            s -> s.createNativeQuery("update notes set body = 'seen'").executeUpdate())
        .await()
        .atMost(LIMIT);

    // Then
    assertThat(Notes.DATABASE.value("select body from notes where id = ?", id)).isEqualTo("");
  }

  @Test
  void shouldSeeEveryOrganizationWhenItSaysWhy() {
    // Given
    String id = Notes.newId();
    write(Tenants.AURORA, id);
    write(Tenants.BOREAL, id);

    // When
    Long seen =
        transactions.acrossTenants("a test counts", s -> count(s, id)).await().atMost(LIMIT);

    // Then
    assertThat(seen).isEqualTo(2);
  }

  @Test
  void shouldRollBackWhatFails() {
    // Given
    String id = Notes.newId();

    // When
    assertThatThrownBy(
            () ->
                transactions
                    .inTenant(
                        Tenants.AURORA,
                        s ->
                            insert(s, Tenants.AURORA, id)
                                .chain(
                                    () ->
                                        Uni.createFrom().failure(new IllegalStateException("no"))))
                    .await()
                    .atMost(LIMIT))
        .hasMessage("no");

    // Then
    assertThat(Notes.count(Tenants.AURORA, id)).isZero();
  }

  @Test
  void shouldKeepTwoTransactionsOfOneCallerApart() {
    // Given
    String id = Notes.newId();
    CompletableFuture<List<Integer>> done = new CompletableFuture<>();

    // When
    vertx.runOnContext(
        () ->
            Uni.combine()
                .all()
                .unis(
                    transactions.inTenant(Tenants.AURORA, s -> insert(s, Tenants.AURORA, id)),
                    transactions.inTenant(Tenants.BOREAL, s -> insert(s, Tenants.BOREAL, id)))
                .with((a, b) -> List.of(a, b))
                .subscribe()
                .with(done::complete, done::completeExceptionally));

    // Then
    assertThat(done).succeedsWithin(LIMIT);
    assertThat(Notes.count(Tenants.AURORA, id)).isEqualTo(1);
    assertThat(Notes.count(Tenants.BOREAL, id)).isEqualTo(1);
  }

  private void write(TenantId tenant, String id) {
    transactions.inTenant(tenant, s -> insert(s, tenant, id)).await().atMost(LIMIT);
  }

  private static Uni<Integer> insert(Mutiny.Session session, TenantId tenant, String id) {
    return session
        .createNativeQuery("insert into notes (tenant, id, body) values (?1, ?2, '')")
        .setParameter(1, tenant.value())
        .setParameter(2, id)
        .executeUpdate();
  }

  private static Uni<Long> count(Mutiny.Session session, String id) {
    return session
        .createNativeQuery("select count(*) from notes where id = ?1", Long.class)
        .setParameter(1, id)
        .getSingleResult();
  }
}
