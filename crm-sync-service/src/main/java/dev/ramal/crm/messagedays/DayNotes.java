package dev.ramal.crm.messagedays;

import dev.ramal.crm.activity.Activity;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which messages the notes of a day tell, each message once. */
@ApplicationScoped
public class DayNotes {
  private final MessageDayRepository days;

  DayNotes(MessageDayRepository days) {
    this.days = days;
  }

  /**
   * The notes are about to leave: each tells what none has told of its day, and what is heard from
   * now on it does not tell. Notes of calls are left out.
   *
   * @param begun locked until the transaction ends
   */
  public Uni<Void> take(Sql sql, List<Activity> begun) {
    List<Activity> ofMessages =
        begun.stream().filter(activity -> activity.kind().isOfMessages()).toList();
    return ofMessages.isEmpty() ? Uni.createFrom().voidItem() : days.take(sql, ofMessages);
  }

  /** What a note that has begun tells, oldest first. */
  public Uni<List<ToldMessage>> told(Sql sql, Activity activity) {
    return days.told(sql, activity.tenant(), activity.subject().subjectId(), activity.kind());
  }
}
