/**
 * A month as files in the store with a manifest: when the month is closed in the formats that its
 * organization chose, or when a person asks.
 */
package dev.ramal.billing.exports.monthly;
