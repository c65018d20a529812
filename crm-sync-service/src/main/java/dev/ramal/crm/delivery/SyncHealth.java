package dev.ramal.crm.delivery;

/**
 * How the synchronization stands.
 *
 * @param waiting calls not yet written
 * @param waitingForConnection those of them that wait until an administrator connects the CRM
 * @param successRate synced of all settled, from 0 to 1, four decimals as text; null before the
 *     first
 */
public record SyncHealth(
    long synced, long waiting, long waitingForConnection, long failed, String successRate) {}
