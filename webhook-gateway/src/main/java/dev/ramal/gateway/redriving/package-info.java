/** Quarantined callbacks that a person sends again: translated by what this version knows. */
package dev.ramal.gateway.redriving;
