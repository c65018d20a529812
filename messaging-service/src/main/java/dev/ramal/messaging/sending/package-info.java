/** Takes messages of clients and submits each to its carrier once, as a job. */
package dev.ramal.messaging.sending;
