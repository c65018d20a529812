package dev.ramal.crm.activities;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * One call on its way into the CRM.
 *
 * <pre>
 *  pending ──▶ writing ──▶ synced
 *     ▲  │        │
 *     │  └────────┴──▶ failed ──redrive──▶ pending
 *     └── unknown outcome: the note is looked for before it is written again
 * </pre>
 */
@Entity
@Table(name = "activity")
public class Activity {
  public static final String PENDING = "pending";
  public static final String WRITING = "writing";
  public static final String SYNCED = "synced";
  public static final String FAILED = "failed";

  @Id String id;
  String tenant;

  @Column(name = "subject_id")
  String subjectId;

  String state;
  int revision;

  @Column(name = "call_json")
  String callJson;

  String causation;
  int attempts;

  @Column(name = "next_attempt_at")
  Instant nextAttemptAt;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "lease_token")
  String leaseToken;

  @Column(name = "settles_at")
  Instant settlesAt;

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

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "settled_at")
  Instant settledAt;

  protected Activity() {}

  static Activity of(String id, TenantId tenant, CallActivity call, String causation, Instant now) {
    Activity activity = new Activity();
    activity.id = id;
    activity.tenant = tenant.value();
    activity.subjectId = call.callId();
    activity.state = PENDING;
    activity.causation = causation;
    activity.createdAt = now;
    activity.tell(call);
    return activity;
  }

  /** Replaces what is to be told. */
  void tell(CallActivity call) {
    revision = call.revision();
    callJson = EventJson.write(call);
  }

  void dueAt(Instant at) {
    nextAttemptAt = at;
  }

  /** A note cannot be changed once it may have been written. */
  boolean isStillToBeWritten() {
    return (PENDING.equals(state) || FAILED.equals(state)) && dealId == null;
  }

  public CallActivity call() {
    return EventJson.read(callJson, CallActivity.class);
  }

  public TenantId tenant() {
    return TenantId.of(tenant);
  }

  public String id() {
    return id;
  }

  public String subjectId() {
    return subjectId;
  }

  public String state() {
    return state;
  }

  public String causation() {
    return causation;
  }

  public int attempts() {
    return attempts;
  }

  public String contactId() {
    return contactId;
  }

  public String dealId() {
    return dealId;
  }

  /** The deal an administrator chose; null when none was. */
  public String chosenDealId() {
    return chosenDealId;
  }

  public String noteId() {
    return noteId;
  }

  public String failureKind() {
    return failureKind;
  }

  public String failureReason() {
    return failureReason;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant nextAttemptAt() {
    return nextAttemptAt;
  }

  /** Names the delivery that holds it; null when none does. */
  public String leaseToken() {
    return leaseToken;
  }

  void lease(String token, Instant until) {
    leaseToken = token;
    leaseUntil = until;
  }

  /** Whether it is still this delivery's, though perhaps no longer for long enough to write. */
  public boolean isHeldBy(String token) {
    return token.equals(leaseToken);
  }

  /** Whether this delivery may let a note leave now. */
  public boolean mayBeWrittenBy(String token, Instant now) {
    return isHeldBy(token)
        && leaseUntil.isAfter(now)
        && (PENDING.equals(state) || WRITING.equals(state));
  }

  /**
   * Marked before the request leaves: from here on the note may exist. Should we die now, it has
   * settled when the lease runs out.
   */
  public void beginWriting(String contact, String deal) {
    state = WRITING;
    contactId = contact;
    dealId = deal;
    settlesAt = leaseUntil;
  }

  /** The note left, and whether it arrived is not known before this. */
  public void outcomeUnknownUntil(Instant settled) {
    settlesAt = settled;
  }

  /** The CRM did not take the note; nothing is on its way. */
  public void notTaken() {
    settlesAt = null;
  }

  public void synced(String note, Instant now) {
    state = SYNCED;
    noteId = note;
    attempts++;
    settledAt = now;
    settlesAt = null;
    failureKind = null;
    failureReason = null;
    release();
  }

  /** Tried in vain; the state stays, so that an unknown outcome is still looked into. */
  public void tryAgainAt(Instant at, String reason) {
    attempts++;
    postpone(at, reason);
  }

  /** Not tried at all; costs no attempt. */
  public void postpone(Instant at, String reason) {
    nextAttemptAt = at;
    failureReason = reason;
    release();
  }

  /** The CRM refused the note itself: nothing was written at that deal, another may be chosen. */
  public void refused(String reason, Instant now) {
    failed(FailureKind.REJECTED, reason, now);
    dealId = null;
  }

  /** A person must look. Where a note may have been begun, its deal is kept. */
  public void failed(FailureKind kind, String reason, Instant now) {
    state = FAILED;
    failureKind = kind.word();
    failureReason = reason;
    settledAt = now;
    release();
  }

  /**
   * Sends it on its way again. Where a note may have been begun it is looked for first.
   *
   * @param deal the administrator's choice; null to search again
   */
  public void redrive(String deal, Instant now) {
    state = dealId == null ? PENDING : WRITING;
    attempts = 0;
    chosenDealId = deal == null ? chosenDealId : deal;
    nextAttemptAt = now;
    settledAt = null;
  }

  private void release() {
    leaseUntil = null;
    leaseToken = null;
  }
}
