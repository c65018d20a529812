package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.StoreCalls;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Writes on a call; after its end the announced end is corrected with what was written. */
@ApplicationScoped
class AnnotateCall {
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final StoreCalls store;

  AnnotateCall(SqlTransactions transactions, CallRepository calls, StoreCalls store) {
    this.transactions = transactions;
    this.calls = calls;
    this.store = store;
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
    CallDetails now = call.details();
    Transition.Applied written =
        call.annotate(
            Annotation.merged(now.notes(), annotation.notes()),
            Annotation.merged(now.disposition(), annotation.disposition()),
            Annotation.merged(now.campaignId(), annotation.campaignId()));
    return store.save(sql, written).replaceWith(written.call());
  }

  /**
   * What a person writes on a call. An absent field stays as it is, an empty text clears it.
   *
   * @param disposition the agent's verdict, the organization's own words
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
