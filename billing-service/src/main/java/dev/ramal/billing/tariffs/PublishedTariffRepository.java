package dev.ramal.billing.tariffs;

import dev.ramal.events.EventJson;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Versions of tariffs as they are published, and listed for people. */
@ApplicationScoped
class PublishedTariffRepository {
  /** Newest first, by when they begin to hold. */
  Uni<List<TariffView>> list(Mutiny.Session session, Optional<Cursor> after, int limit) {
    return session
        .<Object[]>createNativeQuery(
            """
            select cast(id as text), tenant, cast(created_at as text), cast(document as text)
            from tariffs
            where :time = '' or (valid_from, id)
              < (cast(nullif(:time, '') as timestamptz), cast(nullif(:id, '') as uuid))
            order by valid_from desc, id desc limit :limit
            """)
        .setParameter("time", after.map(place -> place.time().toString()).orElse(""))
        .setParameter("id", after.map(Cursor::id).orElse(""))
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(PublishedTariffRepository::view).toList());
  }

  /** How much of an organization's own holds or will hold, and whether it has that version. */
  Uni<InForce> inForce(Mutiny.Session session, String owner, String version) {
    return session
        .<Object[]>createNativeQuery(
            """
            select count(*) filter (where holds),
              coalesce(sum(jsonb_array_length(document->'rules')) filter (where holds), 0),
              coalesce(bool_or(version = :version), false)
            from (select *, in_force and (valid_to is null or valid_to > now()) as holds
              from tariffs where tenant = :tenant) own
            """)
        .setParameter("tenant", owner)
        .setParameter("version", version)
        .getSingleResult()
        .map(
            row ->
                new InForce(
                    ((Number) row[0]).intValue(), ((Number) row[1]).intValue(), (Boolean) row[2]));
  }

  /** Tariffs and their rules together, and whether the version asked about is there already. */
  record InForce(int tariffs, int rules, boolean hasVersion) {}

  /**
   * Adds a version.
   *
   * @return false when the owner has that version already
   */
  Uni<Boolean> add(
      Mutiny.Session session, String owner, UUID id, TariffDocument document, String createdBy) {
    return session
        .createNativeQuery(
            """
            insert into tariffs
              (id, tenant, version, valid_from, valid_to, in_force, document, created_by)
            values (cast(cast(:id as text) as uuid), :tenant, :version, cast(cast(:validFrom as text) as timestamptz),
                    cast(nullif(:validTo, '') as timestamptz), :inForce, cast(cast(:document as text) as jsonb),
                    :createdBy)
            on conflict (tenant, version) do nothing
            """)
        .setParameter("id", id.toString())
        .setParameter("tenant", owner)
        .setParameter("version", document.version())
        .setParameter("validFrom", document.validFrom().toString())
        .setParameter("validTo", document.validTo() == null ? "" : document.validTo().toString())
        .setParameter("inForce", !Boolean.FALSE.equals(document.inForce()))
        .setParameter("document", EventJson.write(document))
        .setParameter("createdBy", createdBy)
        .executeUpdate()
        .map(added -> added == 1);
  }

  private static TariffView view(Object[] row) {
    return new TariffView(
        UUID.fromString((String) row[0]),
        TariffRepository.REFERENCE.equals(row[1]) ? "reference" : "organization",
        instant((String) row[2]),
        TariffRepository.read((String) row[3]));
  }

  private static Instant instant(String postgres) {
    return OffsetDateTime.parse(postgres.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"))
        .toInstant();
  }
}
