/** Finished calls becoming activities. */
package dev.ramal.bench.crm;
