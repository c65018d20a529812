/**
 * What is charged for time and not for use: numbers by the month, recordings by the gigabyte-month.
 */
package dev.ramal.billing.recurring;
