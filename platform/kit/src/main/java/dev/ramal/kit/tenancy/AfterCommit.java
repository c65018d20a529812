package dev.ramal.kit.tenancy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What is done once a transaction has committed, each thing once; nothing of it when the
 * transaction is rolled back. Lost when the process ends in between.
 */
final class AfterCommit {
  private static final Logger LOG = Logger.getLogger(AfterCommit.class);

  private final Set<Runnable> actions = new LinkedHashSet<>();

  /** That of the transaction whose context this is; a new one that nobody runs elsewhere. */
  static AfterCommit ofContext() {
    Context context = Vertx.currentContext();
    AfterCommit found = context == null ? null : context.getLocal(AfterCommit.class);
    return found == null ? new AfterCommit() : found;
  }

  void bindTo(Context context) {
    context.putLocal(AfterCommit.class, this);
  }

  void add(Runnable action) {
    actions.add(action);
  }

  void run() {
    for (Runnable action : actions) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.errorf(e, "what was to be done after a commit failed");
      }
    }
  }
}
