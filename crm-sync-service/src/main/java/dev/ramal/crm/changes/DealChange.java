package dev.ramal.crm.changes;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is done with a deal after a call, once. Pure.
 *
 * <pre>
 *  planned ──placed──▶ waiting ──begun──▶ writing ──written──▶ done, or skipped
 *                        ▲ ▲                │ │
 *                        │ └─────absent─────┘ └─refused, given up─▶ failed
 *                        └──────── (redriven: looked for first) ◀───┘
 *  planned, waiting, writing ──another CRM──▶ skipped
 * </pre>
 *
 * @param key what it is for the call: the same is done once
 * @param wish what is to be done, as JSON; its shape is that of the kind
 * @param dealId null while the call's note is not written
 * @param result what was done, as JSON; null before
 * @param reason why it was skipped or failed, pt-BR; null else
 * @param toldAt when what asked for it was told
 * @param endedAt null while it is on its way
 */
record DealChange(
    String id,
    TenantId tenant,
    String callId,
    String key,
    ChangeKind kind,
    ChangeState state,
    String wish,
    String dealId,
    String result,
    String reason,
    Instant toldAt,
    Instant createdAt,
    Instant endedAt) {
  <T extends Record> T wish(Class<T> type) {
    return EventJson.read(wish, type);
  }

  /**
   * From here on it may be done; empty unless it waits.
   *
   * @param intended what is about to be written; null where the wish says it all
   */
  Optional<DealChange> begun(ChangeResult intended) {
    return state == ChangeState.WAITING
        ? Optional.of(to(ChangeState.WRITING, intended == null ? null : EventJson.write(intended)))
        : Optional.empty();
  }

  /** What was done, or is about to be; null before. */
  ChangeResult told() {
    return result == null ? null : EventJson.read(result, ChangeResult.class);
  }

  /** It is proven not to be done; empty unless it may have been. */
  Optional<DealChange> absent() {
    return state == ChangeState.WRITING
        ? Optional.of(to(ChangeState.WAITING, null))
        : Optional.empty();
  }

  /** It is known what has become of it, whatever was believed before. */
  Optional<DealChange> written(ChangeResult done, Instant now) {
    return state == ChangeState.DONE
        ? Optional.empty()
        : Optional.of(
            ended(
                done.isSkipped() ? ChangeState.SKIPPED : ChangeState.DONE,
                EventJson.write(done),
                done.reason(),
                now));
  }

  /** Empty for one that has ended already. */
  Optional<DealChange> failed(String why, Instant now) {
    return state.isOpen()
        ? Optional.of(ended(ChangeState.FAILED, result, why, now))
        : Optional.empty();
  }

  /** Whether it was done is looked for first; empty unless it has failed. */
  Optional<DealChange> redriven() {
    return state == ChangeState.FAILED
        ? Optional.of(to(ChangeState.WRITING, result))
        : Optional.empty();
  }

  private DealChange to(ChangeState next, String told) {
    return new DealChange(
        id, tenant, callId, key, kind, next, wish, dealId, told, null, toldAt, createdAt, null);
  }

  private DealChange ended(ChangeState next, String done, String why, Instant now) {
    return new DealChange(
        id, tenant, callId, key, kind, next, wish, dealId, done, why, toldAt, createdAt, now);
  }
}
