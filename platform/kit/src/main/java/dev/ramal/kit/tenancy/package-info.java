/** Transactions of one organization, and keys that carry it. */
package dev.ramal.kit.tenancy;
