package dev.ramal.crm.changes;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.delivery.FaultPolicy;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Changes a deal's stage and fields: reads it, decides what may be written, commits that, writes it
 * with one request. After an unknown outcome the deal is read again: where it does not hold what we
 * wrote, all is decided anew.
 *
 * <p>Failure policy: a CRM has no conditional write, so what a person changes between our reading
 * and our writing, some milliseconds, is overwritten.
 */
@ApplicationScoped
class WriteDeal implements ChangeWriter {
  private final OrganizationCrm crm;
  private final BeginChange beginChange;
  private final SqlTransactions transactions;
  private final DealPartRepository parts;

  WriteDeal(
      OrganizationCrm crm,
      BeginChange beginChange,
      SqlTransactions transactions,
      DealPartRepository parts) {
    this.crm = crm;
    this.beginChange = beginChange;
    this.transactions = transactions;
    this.parts = parts;
  }

  @Override
  public ChangeKind kind() {
    return ChangeKind.DEAL;
  }

  @Override
  public Uni<Outcome<ChangeResult>> write(Job job, DealChange change) {
    return crm.readDeal(change.tenant(), change.dealId())
        .chain(deal -> decide(change, deal).chain(decided -> carryOut(job, deal, decided)))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofSearch((CrmFault) fault));
  }

  @Override
  public Uni<Outcome<ChangeResult>> look(DealChange change) {
    ChangeResult intended = change.told();
    if (intended == null) {
      return Uni.createFrom().item(new Outcome.NotTaken<>("nothing was begun"));
    }
    return crm.readDeal(change.tenant(), change.dealId())
        .<Outcome<ChangeResult>>map(
            deal ->
                intended.written().stream().allMatch(part -> stands(deal, part))
                    ? new Outcome.Done<>(intended)
                    : new Outcome.NotTaken<>("the deal does not hold it"))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofQuestion((CrmFault) fault));
  }

  private Uni<ChangeResult> decide(DealChange change, CrmDealState deal) {
    return transactions
        .inTenant(change.tenant(), sql -> parts.ours(sql, change.tenant(), change.dealId()))
        .map(
            ours ->
                new ChangeResult(
                    null, DecideParts.decide(change.wish(DealWish.class), deal, ours)));
  }

  private Uni<Outcome<ChangeResult>> carryOut(Job job, CrmDealState deal, ChangeResult decided) {
    if (decided.written().isEmpty()) {
      return Uni.createFrom().item(new Outcome.Done<>(decided));
    }
    return beginChange
        .begin(job, decided)
        .chain(
            begun ->
                begun
                    .map(change -> update(change, deal, decided))
                    .orElseGet(WriteChanges::stopped));
  }

  private Uni<Outcome<ChangeResult>> update(
      DealChange begun, CrmDealState deal, ChangeResult decided) {
    List<PartResult> written = decided.written();
    String stage =
        written.stream()
            .filter(part -> PartWish.isStage(part.part()))
            .map(PartResult::value)
            .findFirst()
            .orElse(null);
    Map<String, String> fields =
        written.stream()
            .filter(part -> !PartWish.isStage(part.part()))
            .collect(
                Collectors.toMap(part -> PartWish.nameOfField(part.part()), PartResult::value));
    return crm.updateDeal(
            begun.tenant(),
            begun.dealId(),
            stage,
            fields.isEmpty() ? null : deal.fieldsWith(fields))
        .<Outcome<ChangeResult>>map(now -> new Outcome.Done<>(asWritten(decided, now)))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofNote((CrmFault) fault));
  }

  /** A CRM may write a value its own way; ours is what stands there then. */
  private static ChangeResult asWritten(ChangeResult decided, CrmDealState now) {
    return new ChangeResult(
        null,
        decided.parts().stream()
            .map(
                part -> {
                  String stands = DecideParts.valueOf(now, part.part());
                  return part.isWritten() && stands != null
                      ? new PartResult(part.part(), part.before(), stands, null)
                      : part;
                })
            .toList());
  }

  private static boolean stands(CrmDealState deal, PartResult part) {
    return part.value().equals(DecideParts.valueOf(deal, part.part()));
  }
}
