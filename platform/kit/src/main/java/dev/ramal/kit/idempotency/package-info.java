/** A request under the same key is done once and answered alike. */
package dev.ramal.kit.idempotency;
