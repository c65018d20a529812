package dev.ramal.kit.jobs;

import io.smallrye.mutiny.Uni;

/**
 * Of a queue whose jobs do no harm when they are done twice: nobody is asked what became of an
 * attempt that was interrupted, the job is sent again.
 *
 * @param <R> what the other side gives in return
 */
public interface RepeatableHandler<R> extends JobHandler<R> {
  @Override
  default Uni<Outcome<R>> ask(Job job) {
    return Uni.createFrom().item(new Outcome.NotTaken<>("interrupted"));
  }
}
