package dev.ramal.simulators.time;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one event loop on which every stand-in lives. All of their state is confined to it, so none
 * needs a lock; callers from other threads hop in with {@link #call}.
 */
public final class Loop {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx;
  private final Context context;

  /** The only one there is; a request has a context of its own, but never another thread. */
  private volatile Thread thread;

  private Loop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    context.runOnContext(ignored -> thread = Thread.currentThread());
  }

  /** Starts a loop of its own. */
  public static Loop start() {
    return new Loop(
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false))));
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Runs the action on the loop, later, in the order given. */
  public void later(Runnable action) {
    context.runOnContext(ignored -> action.run());
  }

  /**
   * Runs the action on the loop and waits for its result, at most 30 s.
   *
   * @throws IllegalStateException when the loop does not answer in time
   */
  public <T> T call(Callable<T> action) {
    if (Thread.currentThread() == thread) {
      return now(action);
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    later(
        () -> {
          try {
            result.complete(action.call());
          } catch (Exception failure) {
            result.completeExceptionally(failure);
          }
        });
    return await(result);
  }

  /** As {@link #call}, without a result. */
  public void run(Runnable action) {
    call(
        () -> {
          action.run();
          return null;
        });
  }

  /** Waits for something that the loop will complete. */
  public static <T> T await(CompletableFuture<T> result) {
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("the simulators did not answer in time", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Closes every server, client and timer of the loop. */
  public void stop() {
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }

  private static <T> T now(Callable<T> action) {
    try {
      return action.call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
