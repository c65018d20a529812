package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The carrier's volume discounts. */
@ApplicationScoped
public class VolumeDiscountRepository {

  /**
   * The one that holds on the first day of the month: that of the organization's own tariff which
   * states tiers and begins last, or else everybody's. Empty when there is none.
   */
  public Uni<Optional<VolumeDiscount>> of(Mutiny.Session session, BillingMonth month) {
    return session
        .<String>createNativeQuery(
            """
            select cast(document as text) from tariffs
            where tenant = current_setting('app.tenant', true) and tenant <> '*' and in_force
              and document->'volumeTiers' is not null
              and valid_from <= cast(cast(:start as text) as timestamptz)
              and (valid_to is null or valid_to > cast(cast(:start as text) as timestamptz))
            order by valid_from desc, id desc limit 1
            """)
        .setParameter("start", month.start().toString())
        .getSingleResultOrNull()
        .map(VolumeDiscountRepository::ofTariff)
        .chain(own -> own.isPresent() ? Uni.createFrom().item(own) : ofEverybody(session, month));
  }

  private Uni<Optional<VolumeDiscount>> ofEverybody(Mutiny.Session session, BillingMonth month) {
    return session
        .<String>createNativeQuery(
            """
            select cast(document as text) from volume_discounts
            where valid_from <= cast(cast(:day as text) as date)
              and (valid_to is null or valid_to > cast(cast(:day as text) as date))
            order by valid_from desc limit 1
            """)
        .setParameter("day", month.value().atDay(1).toString())
        .getSingleResultOrNull()
        .map(VolumeDiscountRepository::read);
  }

  /** A version; empty for null. */
  public Uni<Optional<VolumeDiscount>> find(Mutiny.Session session, String version) {
    if (version != null && version.startsWith(VolumeTier.OF_TARIFF)) {
      return session
          .<String>createNativeQuery(
              "select cast(document as text) from tariffs"
                  + " where tenant = current_setting('app.tenant', true) and version = :version")
          .setParameter("version", version.substring(VolumeTier.OF_TARIFF.length()))
          .getSingleResultOrNull()
          .map(VolumeDiscountRepository::ofTariff);
    }
    return session
        .<String>createNativeQuery(
            "select cast(document as text) from volume_discounts where version = :version")
        .setParameter("version", version == null ? "" : version)
        .getSingleResultOrNull()
        .map(VolumeDiscountRepository::read);
  }

  private static Optional<VolumeDiscount> ofTariff(String document) {
    return Optional.ofNullable(document)
        .map(TariffRepository::read)
        .flatMap(TariffDocument::volumeDiscount);
  }

  private static Optional<VolumeDiscount> read(String document) {
    return Optional.ofNullable(document).map(text -> EventJson.read(text, VolumeDiscount.class));
  }

  /** Adds a version; one that is there is left alone. */
  Uni<Void> addIfAbsent(Mutiny.Session session, VolumeDiscount discount) {
    return session
        .createNativeQuery(
            """
            insert into volume_discounts (version, valid_from, valid_to, document)
            select d->>'version', cast(d->>'validFrom' as date), cast(d->>'validTo' as date), d
            from cast(cast(:document as text) as jsonb) d on conflict do nothing
            """)
        .setParameter("document", EventJson.write(discount))
        .executeUpdate()
        .replaceWithVoid();
  }
}
