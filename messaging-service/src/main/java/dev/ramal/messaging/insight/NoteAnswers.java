package dev.ramal.messaging.insight;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.lifecycle.OldMessages.Counted;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Notes which messages of ours were answered by what came, with one statement for a set; none where
 * nothing answers any.
 */
@ApplicationScoped
public class NoteAnswers {
  private final AnswerRepository answers;

  NoteAnswers(AnswerRepository answers) {
    this.answers = answers;
  }

  /**
   * @param received in the set
   * @return the messages that were answered: what they amount to has changed
   */
  public Uni<List<Counted>> note(Sql sql, MessageSet set, List<MessageDetails> received) {
    List<MessageDetails> tied =
        received.stream().filter(message -> message.replyTo() != null).toList();
    return tied.isEmpty() ? ChangeMessage.NOTHING_ELSE : answers.note(sql, tied, set.leaving());
  }
}
