/** Pure rating: decimals in, decimals out, no framework, no clock, no store. */
package dev.ramal.billing.rating;
