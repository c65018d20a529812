package dev.ramal.messaging.insight;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Notes which messages of ours were answered by what came, with one statement for a set; none where
 * nothing answers any. An answer to a message of a past day makes that day's sums untrue.
 */
@ApplicationScoped
public class NoteAnswers {
  private final AnswerRepository answers;
  private final UnkeepMessageDays unkeep;

  NoteAnswers(AnswerRepository answers, UnkeepMessageDays unkeep) {
    this.answers = answers;
    this.unkeep = unkeep;
  }

  /** Behind the statements that store what came, and who has opted out by it. */
  public Uni<Void> note(Sql sql, List<MessageDetails> received) {
    List<MessageDetails> tied =
        received.stream().filter(message -> message.replyTo() != null).toList();
    return tied.isEmpty()
        ? Uni.createFrom().voidItem()
        : answers.note(sql, tied).chain(answered -> Sql.together(unkeep.changed(sql, answered)));
  }
}
