package dev.ramal.crm.connections;

import java.time.Instant;

/**
 * How an organization reaches its CRM just now.
 *
 * @param connected whether a CRM is connected
 * @param quotaUsed what is used of the requests that the CRM takes at once, from 0 to 1, two
 *     decimals as text; 1.00 where requests wait for their turn; null while none was made
 * @param pausedUntil until when nothing leaves, as the CRM asked or because it does not answer;
 *     null when nothing is held up
 * @param fault what goes wrong; null while the CRM answers
 * @param faultAt since when; null likewise
 */
public record CrmReach(
    boolean connected, String quotaUsed, Instant pausedUntil, String fault, Instant faultAt) {}
