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

  WriteTask(OrganizationCrm crm, BeginChange beginChange) {
    this.crm = crm;
    this.beginChange = beginChange;
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
    return beginChange
        .begin(job, null)
        .chain(begun -> begun.map(this::create).orElseGet(WriteChanges::stopped));
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

  private Uni<Outcome<ChangeResult>> create(DealChange begun) {
    TaskWish wish = begun.wish(TaskWish.class);
    String about = wish.about() == null ? "" : wish.about() + "\n";
    NewTask task =
        new NewTask(
            begun.dealId(),
            CrmTaskType.of(wish.type()).orElseThrow(),
            wish.name(),
            about + "Ligação " + begun.callId() + "\n" + marker(begun),
            wish.dueAt());
    return crm.createTask(begun.tenant(), task)
        .<Outcome<ChangeResult>>map(id -> new Outcome.Done<>(ChangeResult.task(id)))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofNote((CrmFault) fault));
  }
}
