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
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stores calls with all that follows from their change: facts, jobs, events, timeline. */
@ApplicationScoped
public class StoreCalls {
  private final CallSets calls;
  private final PublishCallEvents events;
  private final Jobs jobs;
  private final CallVolumes volumes;
  private final List<OldCalls> listeners;

  StoreCalls(
      CallSets calls,
      PublishCallEvents events,
      Jobs jobs,
      CallVolumes volumes,
      @All List<OldCalls> listeners) {
    this.listeners = listeners;
    this.calls = calls;
    this.events = events;
    this.jobs = jobs;
    this.volumes = volumes;
  }

  /**
   * A call that is new, with the command that begins it; it is sent with the commit.
   *
   * @param news of others, published behind the call's own
   */
  public void add(
      SqlTransaction sql, Transition.Applied requested, List<PublishedEvent> news, NewJob dial) {
    add(sql, requested, news, List.of(dial));
  }

  /** A call that is new and was denied; it is sent with the commit. */
  public void addDenied(SqlTransaction sql, Transition.Applied denied) {
    add(sql, denied, List.of(), List.of());
  }

  private void add(
      SqlTransaction sql,
      Transition.Applied begun,
      List<PublishedEvent> news,
      List<NewJob> commands) {
    CallChange added = change(begun, begun.call().facts(), true);
    statements(sql, List.of(added), news, commands).forEach(sql::withCommit);
  }

  /** A locked call whose details have changed. */
  public Uni<Void> save(Sql sql, Transition.Applied changed) {
    return store(sql, List.of(change(changed, List.of(), false)), List.of(), List.of());
  }

  private CallChange change(Transition.Applied applied, List<Fact> added, boolean isNew) {
    Call call = applied.call();
    Call before = isNew ? null : call;
    return new CallChange(
        call, added, events.of(call, applied.events(), null), isNew, null, before);
  }

  /**
   * @param news of others, published behind the calls' own
   */
  Uni<Void> store(
      Sql sql, List<CallChange> changes, List<PublishedEvent> news, List<NewJob> commands) {
    return Sql.together(statements(sql, changes, news, commands));
  }

  private List<Uni<?>> statements(
      Sql sql, List<CallChange> changes, List<PublishedEvent> news, List<NewJob> commands) {
    List<Uni<?>> statements = new ArrayList<>();
    List<Changed> changed =
        changes.stream().map(change -> new Changed(change.before(), change.call())).toList();
    if (!changes.isEmpty()) {
      statements.addAll(calls.store(sql, changes));
      listeners.forEach(listener -> statements.addAll(listener.changed(sql, changed)));
      statements.addAll(
          events.publish(
              sql,
              Stream.concat(
                      changes.stream().flatMap(change -> change.published().stream()),
                      news.stream())
                  .toList()));
    }
    if (!commands.isEmpty()) {
      statements.add(jobs.appendAll(sql, commands));
    }
    volumes.add(sql, changed).ifPresent(statements::add);
    return statements;
  }
}
