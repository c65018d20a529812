package dev.ramal.crm.changes;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;

/** How changes of one kind are made in the CRM. */
interface ChangeWriter {
  ChangeKind kind();

  /** Makes one that waits: what is about to leave is committed before. */
  Uni<Outcome<ChangeResult>> write(Job job, DealChange change);

  /** What became of one that was begun. */
  Uni<Outcome<ChangeResult>> look(DealChange change);
}
