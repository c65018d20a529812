package dev.ramal.messaging.lifecycle;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Tells whoever has opted out by a word that it is done; what that takes, knows who sends. */
public interface OptOutConfirmations {
  /**
   * @param set in which they wrote, stored in this transaction, which holds their threads
   */
  Uni<Void> confirm(Sql sql, MessageSet set, List<Leaving> leaving);

  /**
   * Who wants no more, by a word that no carrier answers.
   *
   * @param wrote the word
   * @param owner of the thread; null for nobody
   * @param portuguese whether the word was; else it was English
   */
  record Leaving(MessageDetails wrote, String owner, boolean portuguese) {}
}
