/** What messages amount to: sums, those of past days kept; answers; what variants achieve. */
package dev.ramal.messaging.insight;
