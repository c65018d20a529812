package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.NoteWritten;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.ActivityState.Pending;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.activity.ActivityState.Writing;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.activity.MessageDay;
import dev.ramal.crm.deals.DealMatch;
import dev.ramal.crm.deals.MatchByRule;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.time.Backoff;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Writes one note, once.
 *
 * <p>The CRM knows no idempotency key and a note cannot be deleted. So the intent is committed
 * before the request leaves; after a crash or an unknown outcome, and once a note that was sent has
 * become quiet, the deal's notes are searched for our marker, and only a note that is not there is
 * written again.
 */
@ApplicationScoped
class DeliverNote {
  private static final Logger LOG = Logger.getLogger(DeliverNote.class);

  /** Nothing has left. */
  private static final Outcome<NoteWritten> STOPPED =
      new Outcome.NotTaken<>("this delivery may not go on");

  /** What it follows stands in the CRM that was connected before. */
  private static final Uni<Outcome<NoteWritten>> FOLLOWS_ELSEWHERE =
      just(
          new Outcome.Refused<>(
              FailureKind.EXPIRED.word(), "a nota da ligação está no CRM conectado antes"));

  /** Another note of the day has told it meanwhile; nothing has left. */
  private static final Uni<Outcome<NoteWritten>> NOTHING =
      just(new Outcome.Refused<>(FailureKind.EXPIRED.word(), "não há mais nada a acrescentar"));

  private final MatchByRule matchDeal;
  private final CrmNotes notes;
  private final BeginNote beginNote;
  private final Backoff backoff;
  private final String publicBaseUrl;

  DeliverNote(
      MatchByRule matchDeal,
      CrmNotes notes,
      BeginNote beginNote,
      DeliveryConfig config,
      PublicAddress address) {
    this.backoff = config.backoff();
    this.matchDeal = matchDeal;
    this.notes = notes;
    this.beginNote = beginNote;
    this.publicBaseUrl = address.baseUrl();
  }

  Uni<Outcome<NoteWritten>> deliver(Job job) {
    return beginNote.read(job).chain(activity -> deliver(job, activity));
  }

  /** What became of a note that was begun. */
  Uni<Outcome<NoteWritten>> look(Job job) {
    return beginNote.read(job).chain(activity -> look(activity));
  }

  private Uni<Outcome<NoteWritten>> deliver(Job job, Activity activity) {
    if (activity.state() instanceof Pending) {
      return match(job, activity);
    }
    if (activity.state() instanceof Writing) {
      return look(activity).chain(answer -> deliverUnlessWritten(job, answer));
    }
    return look(activity);
  }

  /** A person sent it on its way again, and an earlier note may exist: nothing is guessed here. */
  private Uni<Outcome<NoteWritten>> deliverUnlessWritten(Job job, Outcome<NoteWritten> answer) {
    if (answer instanceof Outcome.NotTaken) {
      return beginNote
          .forget(job)
          .chain(now -> now.mustStop() ? just(STOPPED) : match(job, now.activity()));
    }
    return just(
        answer instanceof Outcome.Throttled<NoteWritten> throttled
            ? new Outcome.Unknown<>(throttled.reason())
            : answer);
  }

  private Uni<Outcome<NoteWritten>> look(Activity activity) {
    if (activity.state() instanceof Synced synced) {
      return just(written(synced.place(), synced.noteId()));
    }
    if (!(activity.state() instanceof Writing writing)) {
      return just(new Outcome.NotTaken<>("no note was begun"));
    }
    NotePlace place = writing.place();
    return notes
        .find(activity, place)
        .map(
            note ->
                note.map(id -> written(place, id))
                    .orElseGet(() -> new Outcome.NotTaken<>("there is no note")))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofQuestion((CrmFault) fault));
  }

  private Uni<Outcome<NoteWritten>> match(Job job, Activity activity) {
    return activity.isFollowUp() && activity.chosenDealId() == null
        ? besideTheFirst(job, activity)
        : search(job, activity);
  }

  /** A note that follows waits for the one that it follows, and stands where that one does. */
  private Uni<Outcome<NoteWritten>> besideTheFirst(Job job, Activity activity) {
    return beginNote
        .first(job)
        .chain(
            first ->
                first.isPresent() && first.get().state() instanceof Synced synced
                    ? notes
                        .account(activity.tenant())
                        .chain(in -> follow(job, activity, synced, in))
                    : just(new Outcome.NotTaken<>("a nota da ligação ainda não foi escrita")))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofSearch((CrmFault) fault));
  }

  private Uni<Outcome<NoteWritten>> follow(Job job, Activity activity, Synced first, String in) {
    NotePlace place = first.place();
    return place.isOutside(in) ? FOLLOWS_ELSEWHERE : begin(job, activity, place.in(in));
  }

  /**
   * The account is named before it is searched: where another one is connected meanwhile, its deal
   * is begun under the name of the one before, and is not written there.
   */
  private Uni<Outcome<NoteWritten>> search(Job job, Activity activity) {
    return notes
        .account(activity.tenant())
        .chain(in -> search(job, activity, in))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofSearch((CrmFault) fault));
  }

  private Uni<Outcome<NoteWritten>> search(Job job, Activity activity, String in) {
    return matchDeal
        .match(activity.tenant(), activity.subject(), activity.decidedDealId())
        .chain(
            match ->
                match instanceof DealMatch.Unresolved open
                    ? just(new Outcome.Refused<>(open.kind().word(), open.reason()))
                    : begin(job, activity, ((DealMatch.Deal) match).place().in(in)));
  }

  /** In the account that is committed with it, or not at all. */
  private Uni<Outcome<NoteWritten>> begin(Job job, Activity activity, NotePlace place) {
    return beginNote
        .begin(job, activity, place)
        .onItemOrFailure()
        .transformToUni(
            (begun, failure) -> {
              if (failure != null) {
                return just(notBegun(job, failure));
              }
              if (begun.mustStop()) {
                return just(STOPPED);
              }
              return begun.mayLeave()
                  ? text(job, begun)
                      .chain(text -> text == null ? NOTHING : post(begun.activity(), place, text))
                  : match(job, begun.activity());
            });
  }

  /**
   * Nothing has left, whether or not that it may was committed: it is taken back when this is
   * recorded. Neither an attempt nor the wait counts; the waits grow.
   */
  private Outcome<NoteWritten> notBegun(Job job, Throwable failure) {
    Duration wait = backoff.after(job.attempt());
    LOG.warnf(
        "tenant=%s call=%s was not begun and is tried again in %s: %s",
        job.tenant(), job.subject(), wait, failure);
    return new Outcome.NotNow<>(wait, "it could not be begun");
  }

  /** Null where nothing is left to be told. */
  private Uni<String> text(Job job, BegunNote begun) {
    Activity activity = begun.activity();
    if (activity.subject() instanceof MessageDay day) {
      return beginNote
          .messages(activity)
          .map(
              messages ->
                  messages.isEmpty()
                      ? null
                      : MessagesText.of(day, messages, activity.isFollowUp()));
    }
    return activity.isFollowUp()
        ? beginNote
            .first(job)
            .map(first -> first.map(Activity::call).orElse(null))
            .map(first -> FollowUpText.of(first, activity.call(), publicBaseUrl))
        : Uni.createFrom().item(NoteText.of(activity.call(), begun.price(), publicBaseUrl));
  }

  private Uni<Outcome<NoteWritten>> post(Activity activity, NotePlace place, String text) {
    return notes
        .write(activity, place, text)
        .map(note -> written(place, note))
        .onFailure(CrmFault.class)
        .recoverWithItem(fault -> FaultPolicy.ofNote((CrmFault) fault));
  }

  private static Outcome<NoteWritten> written(NotePlace place, String noteId) {
    return new Outcome.Done<>(new NoteWritten(place, noteId));
  }

  private static Uni<Outcome<NoteWritten>> just(Outcome<NoteWritten> outcome) {
    return Uni.createFrom().item(outcome);
  }

  /** Where people reach us. */
  @ConfigMapping(prefix = "ramal.public")
  interface PublicAddress {

    /** Where our API is reached from outside, without a slash at the end. */
    String baseUrl();
  }
}
