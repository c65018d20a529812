/** Costs that the carrier has not named for long: listed, asked for again, told to people. */
package dev.ramal.billing.estimates;
