/** Backup while people go on, the loss of a service's database, and its way back. */
package dev.ramal.sandbox.restore;
