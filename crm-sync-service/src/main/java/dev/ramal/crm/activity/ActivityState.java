package dev.ramal.crm.activity;

import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.GivenUp;
import dev.ramal.crm.activity.ActivityEvent.NoteAbsent;
import dev.ramal.crm.activity.ActivityEvent.NoteBegun;
import dev.ramal.crm.activity.ActivityEvent.NoteGone;
import dev.ramal.crm.activity.ActivityEvent.NoteRefused;
import dev.ramal.crm.activity.ActivityEvent.NoteWritten;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.ActivityEvent.Redriven;
import java.util.Optional;

/**
 * Where an activity stands. The words are stored.
 *
 * <pre>
 *            ┌──────absent───────┐
 *            ▼                   │
 *  recorded ─▶ pending ──begun──▶ writing ──written──▶ synced
 *            ▲  │                │                     ▲ ▲
 *            │  ├──written───────┼─────────────────────┘ │
 *            │  └──given up──▶ failed ◀── given up, refused
 *            │                  │ └──────written─────────┘
 *            └───── redriven ───┴──▶ writing, where a note may exist, unless it is in a CRM that
 *                                   cannot be asked any more and the person names a deal
 * </pre>
 *
 * <p>A note in the CRM cannot be changed or deleted: what is to be told may change only while no
 * note can exist. And once it is known to stand there, nothing counts but that the CRM shows it no
 * more: then it is failed as missing.
 */
public sealed interface ActivityState {
  String PENDING = "pending";
  String WRITING = "writing";
  String SYNCED = "synced";
  String FAILED = "failed";

  String word();

  /** Where a note stands or may stand; null when none can. */
  default NotePlace place() {
    return null;
  }

  /** Null unless a note is known to stand in the CRM. */
  default String noteId() {
    return null;
  }

  /** The state after the event; empty when the event says nothing here. */
  Optional<ActivityState> on(ActivityEvent event);

  /** To be written; no note exists. */
  record Pending() implements ActivityState {
    @Override
    public String word() {
      return PENDING;
    }

    @Override
    public Optional<ActivityState> on(ActivityEvent event) {
      if (changesWhatIsTold(event)) {
        return Optional.of(this);
      }
      if (event instanceof NoteBegun begun) {
        return Optional.of(new Writing(begun.place()));
      }
      if (event instanceof GivenUp givenUp) {
        return Optional.of(new Failed(givenUp.kind(), givenUp.reason(), null));
      }
      return synced(event);
    }
  }

  /** A note was begun at this place; it may exist. */
  record Writing(NotePlace place) implements ActivityState {
    @Override
    public String word() {
      return WRITING;
    }

    @Override
    public Optional<ActivityState> on(ActivityEvent event) {
      if (event instanceof NoteAbsent) {
        return Optional.of(new Pending());
      }
      if (event instanceof NoteRefused refused) {
        return Optional.of(new Failed(FailureKind.REJECTED, refused.reason(), null));
      }
      if (event instanceof GivenUp givenUp) {
        return Optional.of(new Failed(givenUp.kind(), givenUp.reason(), place));
      }
      return synced(event);
    }
  }

  /** The note stands in the CRM. */
  record Synced(NotePlace place, String noteId) implements ActivityState {
    @Override
    public String word() {
      return SYNCED;
    }

    /** A redrive looks for it once more before it is written again. */
    @Override
    public Optional<ActivityState> on(ActivityEvent event) {
      return event instanceof NoteGone gone
          ? Optional.of(new Failed(FailureKind.MISSING, gone.reason(), place))
          : Optional.empty();
    }
  }

  /**
   * Waits for a person.
   *
   * @param reason for that person
   * @param place where a note may exist; null when none can
   */
  record Failed(FailureKind kind, String reason, NotePlace place) implements ActivityState {
    @Override
    public String word() {
      return FAILED;
    }

    @Override
    public Optional<ActivityState> on(ActivityEvent event) {
      if (changesWhatIsTold(event) && place == null) {
        return Optional.of(this);
      }
      if (event instanceof Redriven redriven) {
        return Optional.of(mayBeWritten(redriven) ? new Pending() : new Writing(place));
      }
      return synced(event);
    }

    /** Of a CRM that cannot be asked any more a person must know better. */
    private boolean mayBeWritten(Redriven redriven) {
      return place == null || kind == FailureKind.FORMER_CRM && redriven.dealId() != null;
    }
  }

  /**
   * Where a note stands, or may stand, in the CRM.
   *
   * @param contactId null when the agent chose the deal without a contact
   * @param crm which CRM, and which account of it; null while nothing was begun there, and of what
   *     an older version began
   */
  record NotePlace(String contactId, String dealId, String crm) {
    public NotePlace(String contactId, String dealId) {
      this(contactId, dealId, null);
    }

    public NotePlace in(String named) {
      return new NotePlace(contactId, dealId, named);
    }

    /** Whether it is known to be in another one than that which is named. */
    public boolean isOutside(String named) {
      return crm != null && !crm.equals(named);
    }
  }

  private static boolean changesWhatIsTold(ActivityEvent event) {
    return event instanceof Corrected || event instanceof Recorded;
  }

  private static Optional<ActivityState> synced(ActivityEvent event) {
    return event instanceof NoteWritten written
        ? Optional.of(new Synced(written.place(), written.noteId()))
        : Optional.empty();
  }
}
