package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A programmable other side and its owner, who writes a note for each conclusion. */
class OtherSide implements JobHandler<String> {
  private final JobQueue queue;

  /** Kinds or payloads decide; set by a test. */
  volatile Function<Job, Uni<Outcome<String>>> sending = job -> done(job.id());

  volatile Function<Job, Uni<Outcome<String>>> asking = job -> unknown("cannot tell");

  /** Called inside the transaction that records. */
  volatile Runnable whileRecording = () -> {};

  final List<Job> sent = new CopyOnWriteArrayList<>();
  final List<Job> asked = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();

  OtherSide(JobQueue queue) {
    this.queue = queue;
  }

  static Uni<Outcome<String>> done(String result) {
    return Uni.createFrom().item(new Outcome.Done<>(result));
  }

  static Uni<Outcome<String>> unknown(String reason) {
    return Uni.createFrom().item(new Outcome.Unknown<>(reason));
  }

  static Uni<Outcome<String>> notTaken(String reason) {
    return Uni.createFrom().item(new Outcome.NotTaken<>(reason));
  }

  List<String> sentIds() {
    return sent.stream().map(Job::id).toList();
  }

  List<TenantId> sentTenants() {
    return sent.stream().map(Job::tenant).toList();
  }

  @Override
  public JobQueue queue() {
    return queue;
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    sent.add(job);
    return sending.apply(job);
  }

  @Override
  public Uni<Outcome<String>> ask(Job job) {
    asked.add(job);
    return asking.apply(job);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String result) {
    return note(sql, job, "done " + result);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return note(sql, job, "refused " + code);
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return note(sql, job, "postponed " + reason);
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    return note(sql, job, "unclear " + reason);
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, String result) {
    return note(sql, job, "late " + result);
  }

  Uni<Void> note(Sql sql, Job job, String words) {
    return sql.query(
            "insert into notes (tenant, id, body) values ($1, $2, $3)"
                + " on conflict (tenant, id) do update set body = notes.body || '; ' || $3",
            job.tenant().value(),
            job.id(),
            words)
        .invoke(whileRecording::run)
        .invoke(() -> told.add(words))
        .replaceWithVoid();
  }
}
