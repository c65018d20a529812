package dev.ramal.kit.app;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The queue that the test application works off by itself. */
@ApplicationScoped
public class NoteDelivery implements JobHandler<String> {
  public static final String QUEUE = "notes";

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE);
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return Uni.createFrom().item(new Outcome.Done<>(job.subject()));
  }

  @Override
  public Uni<Outcome<String>> ask(Job job) {
    return Uni.createFrom().item(new Outcome.Unknown<>("cannot tell"));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String result) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }
}
