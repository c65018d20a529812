/** The one way in which a stored message comes into being and changes. */
package dev.ramal.messaging.lifecycle;
