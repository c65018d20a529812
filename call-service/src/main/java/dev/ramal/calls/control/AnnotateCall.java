package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.EndWrapUps;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.dispositions.WriteDisposition;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.StoreCalls;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Writes on a call; after its end the announced end is corrected with what was written. */
@ApplicationScoped
class AnnotateCall {
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final StoreCalls store;
  private final WriteDisposition dispositions;
  private final EndWrapUps wrapUps;

  AnnotateCall(
      SqlTransactions transactions,
      CallRepository calls,
      StoreCalls store,
      WriteDisposition dispositions,
      EndWrapUps wrapUps) {
    this.transactions = transactions;
    this.calls = calls;
    this.store = store;
    this.dispositions = dispositions;
    this.wrapUps = wrapUps;
  }

  Uni<Call> annotate(AccessScope scope, String id, Annotation annotation) {
    if (annotation.namesNothing()) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    return transactions.inTenant(
        scope.tenant(),
        sql -> calls.lockOwn(sql, scope, id).chain(call -> write(sql, call, annotation)));
  }

  private Uni<Call> write(Sql sql, Call call, Annotation annotation) {
    if (annotation.disposition() == null) {
      return write(sql, call, annotation, List.of());
    }
    String disposition = Annotation.merged(null, annotation.disposition());
    return dispositions
        .write(sql, call, disposition)
        .chain(following -> write(sql, call, annotation, following))
        .call(
            written ->
                disposition == null
                    ? Uni.createFrom().voidItem()
                    : wrapUps.byDisposition(sql, written));
  }

  /**
   * @param following what is published behind the end that is corrected
   */
  private Uni<Call> write(Sql sql, Call call, Annotation annotation, List<Record> following) {
    CallDetails now = call.details();
    Transition.Applied written =
        call.annotate(
            Annotation.merged(now.notes(), annotation.notes()),
            Annotation.merged(now.disposition(), annotation.disposition()),
            Annotation.merged(now.campaignId(), annotation.campaignId()));
    List<Record> events = Stream.concat(written.events().stream(), following.stream()).toList();
    return store
        .save(sql, new Transition.Applied(written.call(), events))
        .replaceWith(written.call());
  }

  /**
   * What a person writes on a call. An absent field stays as it is, an empty text clears it.
   *
   * @param disposition the agent's verdict: one of the organization's dispositions, any text where
   *     it has defined none
   */
  @Schema(
      name = "CallAnnotation",
      examples =
"""
{"notes": "Wants an offer by Friday", "disposition": "interested", "campaignId": "spring"}
""")
  record Annotation(
      @Size(max = 4000) String notes,
      @Size(max = 100) String disposition,
      @Size(max = 100) String campaignId) {

    boolean namesNothing() {
      return notes == null && disposition == null && campaignId == null;
    }

    static String merged(String now, String wanted) {
      if (wanted == null) {
        return now;
      }
      return wanted.isBlank() ? null : wanted;
    }
  }
}
