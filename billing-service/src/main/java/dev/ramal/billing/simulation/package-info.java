/** A month rated again as it might have been: by another tariff, plan or carrier. Only read. */
package dev.ramal.billing.simulation;
