package dev.ramal.billing.tariffs;

import dev.ramal.billing.tariffs.PublishedTariffRepository.InForce;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes a tariff of a document, and tells others of it, in the caller's transaction. */
@ApplicationScoped
public class PublishTariff {
  /** One publication of an organization at a time: the next one sees what it would contradict. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('tariff-publication'), hashtext($1))";

  private final TariffRepository tariffs;
  private final PublishedTariffRepository published;
  private final TellTariffs tell;
  private final TariffConfig config;
  private final Clock clock;

  PublishTariff(
      TariffRepository tariffs,
      PublishedTariffRepository published,
      TellTariffs tell,
      TariffConfig config,
      Clock clock) {
    this.tariffs = tariffs;
    this.published = published;
    this.tell = tell;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param publishedBy user name
   * @return the id of the tariff
   * @throws dev.ramal.kit.problem.ProblemException as {@link #requirePublishable}
   */
  public Uni<UUID> publish(
      Mutiny.Session session, TenantId tenant, TariffDocument document, String publishedBy) {
    UUID id = UuidV7.next();
    return Sql.of(session)
        .query(TURN, tenant.value())
        .chain(() -> requirePublishable(session, tenant, document))
        .chain(() -> published.add(session, tenant.value(), id, document, publishedBy))
        .invoke(
            added -> {
              if (!added) {
                throw TariffProblems.tariffExists(document.version());
              }
            })
        .call(() -> tell.tell(Sql.of(session), id))
        .replaceWith(id);
  }

  /**
   * A repetition is told that it is one, also where there is no room.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 when an amount is negative or a currency
   *     unknown, 409 when the version exists or another of the same beginning states the same, 422
   *     when a rule cannot be used or too much holds already
   */
  public Uni<Void> requirePublishable(
      Mutiny.Session session, TenantId tenant, TariffDocument document) {
    document.requireUsable();
    return published
        .inForce(session, tenant.value(), document.version())
        .invoke(held -> requireRoom(held, document))
        .chain(() -> tariffs.beginning(Sql.of(session), tenant, document.validFrom()))
        .invoke(others -> ContradictingRules.refuse(document, others))
        .replaceWithVoid();
  }

  private void requireRoom(InForce held, TariffDocument document) {
    if (held.hasVersion()) {
      throw TariffProblems.tariffExists(document.version());
    }
    if (document.holdsOrWillHold(clock.instant()) && !hasRoom(held, document)) {
      throw TariffProblems.tooManyTariffs(config.perOrganization(), config.rulesPerOrganization());
    }
  }

  private boolean hasRoom(InForce held, TariffDocument document) {
    return held.tariffs() < config.perOrganization()
        && held.rules() + document.rules().size() <= config.rulesPerOrganization();
  }
}
