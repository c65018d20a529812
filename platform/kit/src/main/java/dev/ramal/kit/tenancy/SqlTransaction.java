package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;

/**
 * Statements inside a transaction that {@link SqlTransactions} begins and commits; whoever has the
 * {@link Sql} of a session has none of these.
 */
public interface SqlTransaction extends Sql {
  /**
   * Sends a statement together with the commit, so that nothing waits for its answer: a write that
   * nothing follows from. In the order in which they were given, after all other statements. One
   * that fails rolls everything back, and the transaction fails with it, whether Postgres refuses
   * it or the client does not even send it.
   *
   * @param statement one, or several that are sent at once: what is only sent when an answer has
   *     come would be too late and is refused
   */
  void withCommit(Uni<?> statement);
}
