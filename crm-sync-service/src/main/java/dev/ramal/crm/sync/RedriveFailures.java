package dev.ramal.crm.sync;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activities.NoteJobs;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.Redriven;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.contacts.FindContact;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sends failed activities on their way again; a dry run says how many that would be. */
@ApplicationScoped
class RedriveFailures {
  /** At most this many at once; the answer says so by its count. */
  private static final int MOST = 1000;

  private final TenantTransactions transactions;
  private final ActivityRepository activities;
  private final FindContact findContact;
  private final NoteJobs notes;

  RedriveFailures(
      TenantTransactions transactions,
      ActivityRepository activities,
      FindContact findContact,
      NoteJobs notes) {
    this.findContact = findContact;
    this.transactions = transactions;
    this.activities = activities;
    this.notes = notes;
  }

  Uni<Integer> redrive(TenantId tenant, RedriveRequest request) {
    FailureKind kind = FailureKind.of(request.kind()).orElse(null);
    return transactions.inTenant(
        tenant,
        session ->
            activities
                .lockFailures(session, tenant, request.ids(), kind, MOST)
                .call(failures -> send(session, tenant, failures, request))
                .map(List::size));
  }

  private Uni<Void> send(
      Mutiny.Session session, TenantId tenant, List<Activity> failures, RedriveRequest request) {
    if (request.dryRun() || failures.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Activity> redriven =
        failures.stream()
            .map(failure -> failure.on(new Redriven(request.dealId())))
            .flatMap(Optional::stream)
            .toList();
    List<String> phones = redriven.stream().map(it -> it.subject().lead()).distinct().toList();
    Sql sql = Sql.of(session);
    return activities
        .updateAll(sql, redriven)
        .chain(() -> activities.sentAgain(sql, tenant, redriven))
        .chain(() -> findContact.searchAgain(sql, tenant, phones))
        .chain(() -> notes.redrive(sql, tenant, redriven));
  }
}
