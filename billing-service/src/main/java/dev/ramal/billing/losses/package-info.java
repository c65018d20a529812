/** Usage that costs more than it is sold for: people are told once of a rule and a day. */
package dev.ramal.billing.losses;
