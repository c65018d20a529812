package dev.ramal.messaging.deadletters;

/**
 * How far a redrive has come.
 *
 * @param waiting records that are not published yet
 * @param failedAgain records that are dead letters anew
 */
record RedriveProgress(long waiting, long failedAgain) {}
