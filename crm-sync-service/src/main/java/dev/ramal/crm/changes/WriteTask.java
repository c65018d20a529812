package dev.ramal.crm.changes;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.delivery.FaultPolicy;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.NewTask;
import dev.ramal.crm.port.CrmTaskType;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes one task, once: the intent is committed before the request leaves, and after an unknown
 * outcome the deal's tasks are searched for our marker before one is made again.
 */
@ApplicationScoped
class WriteTask implements ChangeWriter {
  private final OrganizationCrm crm;
  private final BeginChange beginChange;
  private final FindOwner findOwner;

  WriteTask(OrganizationCrm crm, BeginChange beginChange, FindOwner findOwner) {
    this.crm = crm;
    this.beginChange = beginChange;
    this.findOwner = findOwner;
  }

  @Override
  public ChangeKind kind() {
    return ChangeKind.TASK;
  }

  /** The line of a task by which it is found again. */
  static String marker(DealChange change) {
    return "Ramal: tarefa " + change.id();
  }

  @Override
  public Uni<Outcome<ChangeResult>> write(Job job, DealChange change) {
    return crm.account(change.tenant())
        .chain(
            in ->
                findOwner
                    .of(change, in, change.wish(TaskWish.class).agentId())
                    .chain(owner -> begin(job, in, owner.orElse(null))))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofSearch((CrmFault) fault));
  }

  private Uni<Outcome<ChangeResult>> begin(Job job, String in, String owner) {
    return beginChange
        .begin(job, null)
        .chain(begun -> begun.map(now -> create(now, in, owner)).orElseGet(WriteChanges::stopped));
  }

  @Override
  public Uni<Outcome<ChangeResult>> look(DealChange change) {
    return crm.findTask(change.tenant(), change.dealId(), marker(change))
        .map(
            found ->
                found
                    .<Outcome<ChangeResult>>map(id -> new Outcome.Done<>(ChangeResult.task(id)))
                    .orElseGet(() -> new Outcome.NotTaken<>("there is no task")))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofQuestion((CrmFault) fault));
  }

  /** In the account whose user the owner is, or not at all. */
  private Uni<Outcome<ChangeResult>> create(DealChange begun, String in, String owner) {
    TaskWish wish = begun.wish(TaskWish.class);
    String about = wish.about() == null ? "" : wish.about() + "\n";
    NewTask task =
        new NewTask(
            begun.dealId(),
            CrmTaskType.of(wish.type()).orElseThrow(),
            wish.name(),
            about + "Ligação " + begun.callId() + "\n" + marker(begun),
            wish.dueAt(),
            owner);
    return crm.createTask(begun.tenant(), in, task)
        .<Outcome<ChangeResult>>map(id -> new Outcome.Done<>(ChangeResult.task(id)))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofNote((CrmFault) fault));
  }
}
