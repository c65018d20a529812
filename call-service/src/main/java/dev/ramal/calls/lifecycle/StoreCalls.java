package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.volume.CallVolumes;
import dev.ramal.calls.volume.CallVolumes.Changed;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Stores calls with all that follows from their change: facts, jobs, events, timeline. */
@ApplicationScoped
public class StoreCalls {
  private final CallSets calls;
  private final PublishCallEvents events;
  private final Jobs jobs;
  private final CallVolumes volumes;

  StoreCalls(CallSets calls, PublishCallEvents events, Jobs jobs, CallVolumes volumes) {
    this.calls = calls;
    this.events = events;
    this.jobs = jobs;
    this.volumes = volumes;
  }

  /** A call that is new, with the command that begins it; it is sent with the commit. */
  public void add(SqlTransaction sql, Transition.Applied requested, NewJob dial) {
    add(sql, requested, List.of(dial));
  }

  /** A call that is new and was denied; it is sent with the commit. */
  public void addDenied(SqlTransaction sql, Transition.Applied denied) {
    add(sql, denied, List.of());
  }

  private void add(SqlTransaction sql, Transition.Applied begun, List<NewJob> commands) {
    CallChange added = change(begun, begun.call().facts(), true);
    statements(sql, List.of(added), commands).forEach(sql::withCommit);
  }

  /** A locked call whose details have changed. */
  public Uni<Void> save(Sql sql, Transition.Applied changed) {
    return store(sql, List.of(change(changed, List.of(), false)), List.of());
  }

  private CallChange change(Transition.Applied applied, List<Fact> added, boolean isNew) {
    Call call = applied.call();
    Call before = isNew ? null : call;
    return new CallChange(
        call, added, events.of(call, applied.events(), null), isNew, null, before);
  }

  Uni<Void> store(Sql sql, List<CallChange> changes, List<NewJob> commands) {
    return Sql.together(statements(sql, changes, commands));
  }

  private List<Uni<?>> statements(Sql sql, List<CallChange> changes, List<NewJob> commands) {
    List<Uni<?>> statements = new ArrayList<>();
    if (!changes.isEmpty()) {
      statements.addAll(calls.store(sql, changes));
      statements.addAll(
          events.publish(
              sql, changes.stream().flatMap(change -> change.published().stream()).toList()));
    }
    if (!commands.isEmpty()) {
      statements.add(jobs.appendAll(sql, commands));
    }
    volumes
        .add(
            sql,
            changes.stream().map(change -> new Changed(change.before(), change.call())).toList())
        .ifPresent(statements::add);
    return statements;
  }
}
