package dev.ramal.billing.ledger;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Pages one after the other; while one is worked on the next is on its way. */
public final class PagesAhead<T> {
  private final Function<T, Uni<List<T>>> after;
  private CompletionStage<List<T>> next;

  /**
   * @param after makes the page that follows an element, null at the beginning; an empty one ends
   *     it
   */
  public PagesAhead(Function<T, Uni<List<T>>> after) {
    this.after = after;
  }

  /** Only after the page before has come. */
  public Uni<List<T>> next() {
    CompletionStage<List<T>> asked = next == null ? fetch(null) : next;
    return Uni.createFrom()
        .completionStage(asked)
        .invoke(page -> next = page.isEmpty() ? null : fetch(page.get(page.size() - 1)));
  }

  private CompletionStage<List<T>> fetch(T last) {
    return after.apply(last).subscribeAsCompletionStage();
  }
}
