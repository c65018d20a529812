package dev.ramal.crm.timeline;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a person sees of timelines. That something was is seen by whoever works with contacts, as
 * their calls are; what was written and what is to be heard by whoever may read it where it lies;
 * what it costs as in billing: admin and who also has finance everything, a manager the price.
 *
 * @param price whether what the organization pays is shown
 * @param cost whether what carriers charge is shown
 */
record TimelineAccess(AccessScope scope, boolean price, boolean cost) {
  static TimelineAccess of(Caller caller) {
    boolean cost = caller.hasAny(Roles.ADMIN, Roles.FINANCE);
    return new TimelineAccess(AccessScope.of(caller), cost || caller.has(Roles.MANAGER), cost);
  }

  /** Those of the types that the person sees. */
  Set<TimelineType> seen(Set<TimelineType> types) {
    Set<TimelineType> seen = EnumSet.copyOf(types);
    if (!price) {
      seen.remove(TimelineType.COST);
    }
    return seen;
  }

  /**
   * What was spoken with nobody's agent is everybody's. A text is not: whose it is may not be known
   * yet, as of an answer that came before what it answers.
   */
  boolean mayRead(TimelineItem item) {
    String owner = item.participants().agentId();
    boolean written = item.type() == TimelineType.SMS || item.type() == TimelineType.WHATSAPP;
    return scope.mayRead(owner) || owner == null && !written;
  }
}
