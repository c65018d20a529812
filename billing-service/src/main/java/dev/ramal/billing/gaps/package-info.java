/** Which destinations the tariffs of a day leave without a rule, or state twice. */
package dev.ramal.billing.gaps;
