/**
 * The kill switch: a person forbids what is dialled and written to, at once, and lifts it again.
 */
package dev.ramal.billing.outbound;
