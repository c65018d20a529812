package dev.ramal.messaging.deadletters;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends letters again: all that fit, or none.
 *
 * <p>Failure policy: letters are read, judged and kept aside in a draft, outside of any
 * transaction; then who asked, which letters, what is sent and the answer to an {@code
 * Idempotency-Key} are one. Where one letter would fail again, or the process dies before, nothing
 * has happened, and the draft is given up after its lease. What has committed is published by the
 * relay of the outbox, also by a process that begins later: in order within a key, and none a
 * second time that the broker has acknowledged and the relay has seen acknowledged. What a relay
 * that died had not seen comes twice, with the same {@code ce_id}, which readers drop; so do those
 * readers of the topic that had taken the record the first time.
 */
@ApplicationScoped
class RedriveLetters {
  private static final Logger LOG = Logger.getLogger(RedriveLetters.class);

  /** Stands in every row of the idempotency table. */
  private static final String ENDPOINT = "POST " + RedrivesResource.PATH;

  private final PrepareRedrive prepare;
  private final RedriveDraftRepository drafts;
  private final DeadLetterRepository letters;
  private final RedriveRepository redrives;
  private final Idempotency idempotency;
  private final DeadLetterConfig config;
  private final Clock clock;

  RedriveLetters(
      PrepareRedrive prepare,
      RedriveDraftRepository drafts,
      DeadLetterRepository letters,
      RedriveRepository redrives,
      Idempotency idempotency,
      DeadLetterConfig config,
      Clock clock) {
    this.prepare = prepare;
    this.drafts = drafts;
    this.letters = letters;
    this.redrives = redrives;
    this.idempotency = idempotency;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param key under which the order is carried out once; null for none
   * @param request the order as text
   * @return 201 with the report; its records leave from now on
   * @throws ProblemException when nothing fits, more fits than the quota, one would fail again, or
   *     another redrive of the topic is under way; nothing was changed then
   */
  Uni<Response> redrive(Reach reach, RedriveOrder order, String key, String request) {
    return kept(reach, key, request)
        .chain(
            answer ->
                answer.isPresent()
                    ? Uni.createFrom().item(answer.get())
                    : anew(reach, order, key, request));
  }

  private Uni<Optional<Response>> kept(Reach reach, String key, String request) {
    return idempotency.kept(reach.owner(), ENDPOINT, key, request);
  }

  /** A repetition that came before the first had ended finds nothing that waits, but its answer. */
  private Uni<Response> anew(Reach reach, RedriveOrder order, String key, String request) {
    RedriveDraft draft =
        new RedriveDraft(UuidV7.next().toString(), reach, order.selection().topic());
    return drafts
        .take(draft, config.lease())
        .invoke(RedriveLetters::holdToTurn)
        .chain(() -> draftedAndSent(draft, order, key, request))
        .onFailure(ProblemException.class)
        .recoverWithUni(
            refused ->
                kept(reach, key, request)
                    .chain(
                        answer ->
                            answer.isPresent()
                                ? Uni.createFrom().item(answer.get())
                                : Uni.createFrom().<Response>failure(refused)));
  }

  private Uni<Response> draftedAndSent(
      RedriveDraft draft, RedriveOrder order, String key, String request) {
    return prepare
        .prepare(draft, order)
        .chain(prepared -> send(prepared, key, request))
        .onTermination()
        .call(
            () ->
                BestEffort.of(
                    drafts.drop(draft),
                    failure ->
                        LOG.debugf("draft=%s ends with its lease: %s", draft.id(), failure)));
  }

  private Uni<Response> send(PreparedRedrive prepared, String key, String request) {
    Reach reach = prepared.draft().reach();
    return reach.tenant() == null
        ? idempotency.onceForAll(
            "the operator repairs what broke for all at once",
            ENDPOINT,
            key,
            request,
            sql -> sent(sql, prepared))
        : idempotency.once(reach.tenant(), ENDPOINT, key, request, sql -> sent(sql, prepared));
  }

  private Uni<Answer> sent(SqlTransaction sql, PreparedRedrive prepared) {
    RedriveDraft draft = prepared.draft();
    Redrive redrive = prepared.redrive(clock.instant());
    return drafts
        .claim(sql, draft)
        .invoke(claimed -> holdToAll(claimed, redrive))
        .chain(() -> letters.forget(sql, prepared.judgement().gone()))
        .chain(() -> drafts.send(sql, draft))
        .invoke(handedOver -> holdToAll(handedOver, redrive))
        .chain(() -> redrives.keep(sql, redrive))
        .map(
            done ->
                Answer.created(
                    URI.create(RedrivesResource.PATH + "/" + redrive.id()),
                    RedriveReport.of(redrive, new RedriveProgress(redrive.letters(), 0))));
  }

  private static void holdToTurn(boolean mine) {
    if (!mine) {
      throw DeadLetterProblems.redrivenMeanwhile().exception();
    }
  }

  /** Others may have been quicker. */
  private static void holdToAll(long some, Redrive redrive) {
    if (some != redrive.letters()) {
      throw DeadLetterProblems.redrivenMeanwhile().exception();
    }
  }
}
