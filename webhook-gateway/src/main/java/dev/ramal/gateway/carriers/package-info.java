/** The port of a carrier and what implementations share. Pure. */
package dev.ramal.gateway.carriers;
