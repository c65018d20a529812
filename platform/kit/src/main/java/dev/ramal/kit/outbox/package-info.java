/** Events that leave with the transaction that caused them, in order per key. */
package dev.ramal.kit.outbox;
