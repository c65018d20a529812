/**
 * Dead letters and quarantined callbacks, of every service: which there are and why, whether
 * today's rules would take them, and how they are sent again.
 */
package dev.ramal.messaging.deadletters;
