package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.ActivityState.Pending;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.activity.ActivityState.Writing;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.activity.MessageDay;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.crm.activity.NoteSubject;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An activity at rest; {@link ActivityStatements} write it, Hibernate reads it for lists. */
@Entity
@Immutable
@Table(name = "activity")
class ActivityRow {
  @Id String id;
  String tenant;

  @Column(name = "subject_id")
  String callId;

  String state;
  int revision;

  @Column(name = "call_json")
  String callJson;

  String causation;
  int attempts;

  @Column(name = "contact_id")
  String contactId;

  @Column(name = "deal_id")
  String dealId;

  @Column(name = "chosen_deal_id")
  String chosenDealId;

  @Column(name = "note_id")
  String noteId;

  @Column(name = "failure_kind")
  String failureKind;

  @Column(name = "failure_reason")
  String failureReason;

  String kind;

  /** Name of the CRM in which the note stands or may stand. */
  @Column(name = "place_crm")
  String placeCrm;

  @Column(name = "created_at")
  Instant createdAt;

  /** When it was synced or failed. */
  @Column(name = "settled_at")
  Instant endedAt;

  /**
   * @param now when it ended, if it has
   */
  static ActivityRow of(Activity activity, Instant now) {
    ActivityRow row = new ActivityRow();
    row.id = activity.id();
    row.tenant = activity.tenant().value();
    row.callId = activity.subject().subjectId();
    row.kind = activity.kind().word();
    row.causation = activity.causation();
    row.createdAt = activity.createdAt();
    row.keep(activity, now);
    return row;
  }

  /** From the columns of {@link ActivityStatements}. */
  static ActivityRow read(SqlRow columns) {
    ActivityRow row = new ActivityRow();
    row.id = columns.text(0);
    row.tenant = columns.text(1);
    row.callId = columns.text(2);
    row.state = columns.text(3);
    row.revision = columns.integer(4);
    row.callJson = columns.text(5);
    row.causation = columns.text(6);
    row.attempts = columns.integer(7);
    row.contactId = columns.text(8);
    row.dealId = columns.text(9);
    row.chosenDealId = columns.text(10);
    row.noteId = columns.text(11);
    row.failureKind = columns.text(12);
    row.failureReason = columns.text(13);
    row.createdAt = columns.instant(14);
    row.endedAt = columns.instant(15);
    row.kind = columns.text(16);
    row.placeCrm = columns.text(17);
    return row;
  }

  Activity read() {
    NoteKind note = NoteKind.of(kind);
    return new Activity(
        id,
        TenantId.of(tenant),
        note,
        readSubject(note),
        readState(),
        chosenDealId,
        attempts,
        causation,
        createdAt);
  }

  private NoteSubject readSubject(NoteKind note) {
    return note.isOfMessages()
        ? EventJson.read(callJson, MessageDay.class)
        : EventJson.read(callJson, FinishedCall.class);
  }

  private ActivityState readState() {
    NotePlace place = dealId == null ? null : new NotePlace(contactId, dealId, placeCrm);
    return switch (state) {
      case ActivityState.PENDING -> new Pending();
      case ActivityState.WRITING -> new Writing(place);
      case ActivityState.SYNCED -> new Synced(place, noteId);
      case ActivityState.FAILED ->
          new Failed(FailureKind.of(failureKind).orElseThrow(), failureReason, place);
      default -> throw new IllegalStateException("activity=" + id + " is " + state);
    };
  }

  /** What may change. */
  private void keep(Activity activity, Instant now) {
    revision = activity.subject().revision();
    callJson = EventJson.write(activity.subject());
    chosenDealId = activity.chosenDealId();
    attempts = activity.attempts();
    state = activity.state().word();
    NotePlace place = activity.state().place();
    contactId = place == null ? null : place.contactId();
    dealId = place == null ? null : place.dealId();
    placeCrm = place == null ? null : place.crm();
    noteId = activity.state().noteId();
    Failed failed = activity.state() instanceof Failed it ? it : null;
    failureKind = failed == null ? null : failed.kind().word();
    failureReason = failed == null ? null : failed.reason();
    endedAt = failed != null || noteId != null ? now : null;
  }
}
