/** The port to carriers, and the accounts of an organization that can send. */
package dev.ramal.messaging.carrier;
