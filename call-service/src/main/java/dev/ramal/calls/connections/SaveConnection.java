package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Connects a carrier account, or changes one; publishes it in the same transaction. */
@ApplicationScoped
class SaveConnection {
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final PublishConnection publish;
  private final RotateSecrets secrets;
  private final ValidateConnection validate;
  private final CheckAccount checks;
  private final ConnectedNumbers numbers;
  private final ConnectionsConfig config;
  private final Clock clock;

  SaveConnection(
      TenantTransactions transactions,
      ConnectionRepository repository,
      PublishConnection publish,
      RotateSecrets secrets,
      ValidateConnection validate,
      CheckAccount checks,
      ConnectedNumbers numbers,
      ConnectionsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.publish = publish;
    this.secrets = secrets;
    this.validate = validate;
    this.checks = checks;
    this.numbers = numbers;
    this.config = config;
    this.clock = clock;
  }

  /** The carrier is asked first: what it refuses is not stored. */
  Uni<ConnectionView> connect(TenantId tenant, String userId, ConnectionRequest request) {
    Carrier carrier = validate.check(request, true);
    ConnectionRow row = new ConnectionRow();
    row.key = RowKey.of(tenant, UuidV7.next().toString());
    row.carrier = carrier;
    row.createdAt = clock.instant();
    apply(request, row, List.of(), userId);
    return checks
        .check(row)
        .map(check -> CheckAccount.judge(row, null, check))
        .chain(warnings -> insert(tenant, row).map(view -> view.warning(warnings)));
  }

  private Uni<ConnectionView> insert(TenantId tenant, ConnectionRow row) {
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .count(session, tenant)
                    .invoke(this::refuseIfMost)
                    .chain(() -> session.persist(row))
                    .chain(() -> finish(session, tenant, row)))
        .onFailure(ConstraintViolationException.class)
        .transform(SaveConnection::connectedAlready);
  }

  /** Replaces everything but absent secrets. */
  Uni<ConnectionView> change(TenantId tenant, String userId, String id, ConnectionRequest request) {
    Carrier carrier = validate.check(request, false);
    RowKey key = RowKey.of(tenant, id);
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .get(session, key)
                    .map(
                        row -> {
                          ConnectionRow draft = row.draft();
                          change(request, draft, row.secretList(), carrier, userId);
                          return draft;
                        }))
        .chain(
            draft ->
                checks
                    .check(draft)
                    .chain(
                        check ->
                            store(tenant, userId, request, draft, check)
                                .chain(
                                    stored ->
                                        stored
                                            .map(view -> Uni.createFrom().item(view))
                                            .orElseGet(
                                                () -> change(tenant, userId, id, request)))));
  }

  /** Empty when somebody has changed it since the carrier was asked: it must be asked again. */
  private Uni<Optional<ConnectionView>> store(
      TenantId tenant,
      String userId,
      ConnectionRequest request,
      ConnectionRow draft,
      AccountCheck check) {
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .getLocked(session, draft.key)
                    .chain(
                        row -> {
                          if (row.version != draft.version - 1) {
                            return Uni.createFrom().item(Optional.<ConnectionView>empty());
                          }
                          List<Object> worked = row.enabled ? row.credentials() : null;
                          change(request, row, row.secretList(), draft.carrier, userId);
                          List<AccountWarning> warnings = CheckAccount.judge(row, worked, check);
                          return finish(session, tenant, row)
                              .map(view -> Optional.of(view.warning(warnings)));
                        }))
        .onFailure(ConstraintViolationException.class)
        .transform(SaveConnection::connectedAlready);
  }

  private void change(
      ConnectionRequest request,
      ConnectionRow row,
      List<StoredSecret> before,
      Carrier carrier,
      String userId) {
    if (row.carrier != carrier) {
      throw otherCarrier(row.carrier);
    }
    apply(request, row, before, userId);
  }

  private void apply(
      ConnectionRequest request, ConnectionRow row, List<StoredSecret> before, String userId) {
    row.enabled = !Boolean.FALSE.equals(request.enabled());
    row.version = row.version + 1;
    row.numbers = request.numbers() == null ? row.numbers : ConnectionRow.write(request.numbers());
    row.accountSid = request.accountSid();
    row.messagingServiceSid = request.messagingServiceSid();
    row.voiceAppId = request.voiceAppId();
    row.messagingProfileId = request.messagingProfileId();
    row.outgoingApplicationSid = request.outgoingApplicationSid();
    row.credentialConnectionId = request.credentialConnectionId();
    refuseKeyWithoutSecret(request, row, before);
    row.apiKeySid = request.apiKeySid();
    row.updatedAt = clock.instant();
    row.updatedBy = userId;
    row.secrets =
        ConnectionRow.write(
            secrets.rotate(row.key, before, request.secrets(), row.updatedAt).stream()
                .filter(secret -> row.apiKeySid != null || !secret.isSigningKey())
                .toList());
  }

  /** A key and its secret are one: another key has another secret. */
  private static void refuseKeyWithoutSecret(
      ConnectionRequest request, ConnectionRow row, List<StoredSecret> before) {
    boolean known =
        before.stream().anyMatch(StoredSecret::isSigningKey)
            && Objects.equals(row.apiKeySid, request.apiKeySid());
    if (request.apiKeySid() != null && request.apiKeySecret() == null && !known) {
      throw CallProblems.BAD_CONNECTION
          .field("apiKeySecret", "is required with an API key that is new here")
          .exception();
    }
  }

  private Uni<ConnectionView> finish(Mutiny.Session session, TenantId tenant, ConnectionRow row) {
    return session
        .flush()
        .chain(
            () ->
                numbers.enter(
                    Sql.of(session), row.key, row.carrier, row.numberList(), row.updatedBy))
        .invoke(kept -> row.numbers = ConnectionRow.write(kept))
        .chain(() -> publish.append(session, tenant, row))
        .replaceWith(() -> ConnectionView.of(row, row.updatedAt));
  }

  private void refuseIfMost(long connected) {
    if (connected >= config.most()) {
      throw CallProblems.TOO_MANY_CONNECTIONS
          .detail(
              "An organization connects at most %d accounts; change one of them instead."
                  .formatted(config.most()))
          .exception();
    }
  }

  private static RuntimeException otherCarrier(Carrier carrier) {
    return CallProblems.BAD_CONNECTION
        .detail("A connection stays with its carrier; connect another account instead.")
        .field("carrier", "cannot change", carrier.wire())
        .exception();
  }

  private static Throwable connectedAlready(Throwable cause) {
    return CallProblems.CONNECTED_ALREADY.exception();
  }
}
