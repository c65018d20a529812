package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import java.util.List;

/**
 * What a transaction makes of a call.
 *
 * @param call as it is to be stored
 * @param added facts that are new, each with its leg
 * @param published events that follow from it, in their order
 * @param isNew whether the call is not stored yet
 * @param inboundHandle the carrier's handle by which a new call that others started is found; null
 *     for other calls
 * @param before what happened; null for a call that was not stored
 */
record CallChange(
    Call call,
    List<Fact> added,
    List<PublishedEvent> published,
    boolean isNew,
    String inboundHandle,
    Call before) {}
