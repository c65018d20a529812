package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.Writing;
import dev.ramal.events.Money;

/**
 * What may leave now.
 *
 * @param activity as it stands now; null when this delivery must stop
 * @param price what the call costs, as the note says it; null where it is not known or not wanted
 */
record BegunNote(Activity activity, Money price) {
  static final BegunNote STOPPED = new BegunNote(null, null);

  boolean mustStop() {
    return activity == null;
  }

  /** Otherwise the call was moved to another deal meanwhile, and the search begins anew. */
  boolean mayLeave() {
    return activity.state() instanceof Writing;
  }
}
