/**
 * What is charged for time and not for use: numbers and infrastructure by the month, recordings by
 * the gigabyte-month.
 */
package dev.ramal.billing.recurring;
