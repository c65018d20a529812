/** What carriers cost next to each other for what was used. Only read. */
package dev.ramal.billing.savings;
