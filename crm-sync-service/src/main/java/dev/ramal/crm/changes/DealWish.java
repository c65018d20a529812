package dev.ramal.crm.changes;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.mapping.CrmMapping;
import dev.ramal.crm.mapping.FieldRule;
import dev.ramal.crm.mapping.StageRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to stand in a deal after a call. Its JSON stands in the store.
 *
 * @param callEndedAt of two calls the later counts, in whichever order they are written
 */
record DealWish(List<PartWish> parts, Instant callEndedAt) {
  /** Empty where no rule is meant. */
  static Optional<DealWish> of(CrmMapping mapping, FinishedCall call) {
    List<PartWish> parts = new ArrayList<>();
    Optional<StageRule> stage = mapping.stageAfter(call);
    stage.ifPresent(
        rule ->
            parts.add(
                new PartWish(PartWish.STAGE, rule.stageId(), rule.from(), rule.overwrites())));
    for (FieldRule rule : mapping.fields()) {
      String value = rule.callValue().of(call);
      if (value != null) {
        parts.add(PartWish.field(rule.field(), value, rule.overwrites()));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new DealWish(parts, call.endedAt()));
  }
}
