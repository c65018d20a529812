package dev.ramal.messaging.deadletters;

/**
 * What somebody wants to be sent again.
 *
 * @param appliedNowhere whether what is older than readers remember is sent as well
 * @param quota most letters that may be taken
 * @param by the person's id
 */
record RedriveOrder(
    LetterSelection selection, BodyPatch patch, boolean appliedNowhere, int quota, String by) {}
