/** One leg from dialled to hung up, its commands and its events. */
package dev.ramal.simulators.telnyx.legs;
