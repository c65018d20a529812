package dev.ramal.sandbox.tally;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What carriers, CRM, topics, databases and our API hold at the end of a run.
 *
 * @param rung number or softphone → legs that carriers have made to it
 * @param ends call → ids of the events that told its end first
 * @param callStates call → status in our API
 * @param notes call → notes about it in the CRM
 * @param taken contact → messages that carriers have taken for it
 * @param delivered message → ids of the events that told its delivery
 * @param messageStates message → status in our API
 * @param received contact → ids under which we have what it wrote
 * @param usages call or message → lines of the ledger that began with it
 * @param ledger a sentence for each thing that is wrong with the ledger
 * @param deadLetters topic → records, where there are any
 * @param left a sentence for whatever is still to be done
 * @param drift organization → calls that are not in its CRM
 */
public record Tally(
    Map<String, Long> rung,
    Map<String, Set<String>> ends,
    Map<String, String> callStates,
    Map<String, Long> notes,
    Map<String, Long> taken,
    Map<String, Set<String>> delivered,
    Map<String, String> messageStates,
    Map<String, Set<String>> received,
    Map<String, Long> usages,
    List<String> ledger,
    Map<String, Long> deadLetters,
    List<String> left,
    Map<String, Long> drift) {}
