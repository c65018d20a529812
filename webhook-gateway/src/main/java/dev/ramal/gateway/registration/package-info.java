/** The one place that names carriers. */
package dev.ramal.gateway.registration;
