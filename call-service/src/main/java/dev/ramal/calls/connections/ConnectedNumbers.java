package dev.ramal.calls.connections;

import dev.ramal.events.Carrier;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The numbers of accounts, which are kept elsewhere, inside the transaction of their account. */
public interface ConnectedNumbers {

  /**
   * What an administrator has entered with an account. Numbers that were bought stay, whether they
   * are named or not; others that are not named leave it.
   *
   * @param numbers E.164, in the order in which they are to stand
   * @param userId who entered them
   * @return all that the account has now, in their order
   */
  Uni<List<String>> enter(
      Sql sql, RowKey connection, Carrier carrier, List<String> numbers, String userId);

  /** Whether the account has numbers that were bought, or is just buying one. */
  Uni<Boolean> anyBought(Sql sql, RowKey connection);
}
