package dev.ramal.messaging.insight;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Notes which messages of ours were answered by what came, with one statement for a set; none where
 * nothing came. An answer to a message of a past day makes that day's sums untrue.
 */
@ApplicationScoped
public class NoteAnswers {
  private final AnswerRepository answers;
  private final UnkeepMessageDays unkeep;
  private final MessageInsightConfig config;

  NoteAnswers(AnswerRepository answers, UnkeepMessageDays unkeep, MessageInsightConfig config) {
    this.answers = answers;
    this.unkeep = unkeep;
    this.config = config;
  }

  /** Behind the statements that store what came, and who has opted out by it. */
  public Uni<Void> note(Sql sql, List<MessageDetails> received) {
    return received.isEmpty()
        ? Uni.createFrom().voidItem()
        : answers
            .note(sql, received, config.answeredWithin())
            .chain(answered -> Sql.together(unkeep.changed(sql, answered)));
  }
}
